package org.sallyport.core.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Changes;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// A store that drops the snapshots of whatever it changed, before it returns: on this node a revocation holds from the
/// moment it is acknowledged. Thread-safe.
public final class WatchedStore implements Store {
    private final Store store;
    private final Snapshots snapshots;

    public WatchedStore(Store store, Snapshots snapshots) {
        this.store = store;
        this.snapshots = snapshots;
    }

    @Override
    public <R> R transact(Function<Books, R> work) {
        var changed = new ArrayList<Optional<AccountId>>();
        try {
            return store.transact(books -> {
                changed.clear();
                return work.apply(new WatchedBooks(books, changed));
            });
        } finally {
            // Also after a failure: whether it was kept may be unknown, and reading again is always right.
            for (var account : changed) {
                account.ifPresentOrElse(snapshots::forget, snapshots::forgetAll);
            }
        }
    }

    @Override
    public <R> R look(Function<Books, R> work) {
        return store.look(work);
    }

    private record WatchedBooks(Books books, List<Optional<AccountId>> changed) implements Books {
        @Override
        public <B> B book(Class<B> kind) {
            B book = books.book(kind);
            return book instanceof Changes changes ? kind.cast(new WatchedChanges(changes, changed)) : book;
        }
    }

    private record WatchedChanges(Changes changes, List<Optional<AccountId>> changed) implements Changes {
        @Override
        public void changed(AccountId account) {
            changed.add(Optional.of(account));
            changes.changed(account);
        }

        @Override
        public void everybodyChanged() {
            changed.add(Optional.empty());
            changes.everybodyChanged();
        }

        @Override
        public List<Change> since(long number) {
            return changes.since(number);
        }

        @Override
        public long latest() {
            return changes.latest();
        }
    }
}
