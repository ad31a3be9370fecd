package org.sallyport.server.store.sql;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// A store that counts how often work was done again, because it had collided with another transaction.
final class CountedTurns implements Store {
    private final Store store;
    private final AtomicInteger again = new AtomicInteger();

    CountedTurns(Store store) {
        this.store = store;
    }

    int again() {
        return again.get();
    }

    @Override
    public <R> R transact(Function<Books, R> work) {
        var turns = new AtomicInteger();
        try {
            return store.transact(books -> {
                turns.incrementAndGet();
                return work.apply(books);
            });
        } finally {
            again.addAndGet(Math.max(0, turns.get() - 1));
        }
    }
}
