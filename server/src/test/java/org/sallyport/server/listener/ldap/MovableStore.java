package org.sallyport.server.listener.ldap;

import java.util.function.Function;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// A store that can be taken away for a while.
final class MovableStore implements Store {
    volatile boolean away;
    volatile Runnable before = () -> {};

    private final Store store;

    MovableStore(Store store) {
        this.store = store;
    }

    @Override
    public <R> R transact(Function<Books, R> work) {
        before.run();
        if (away) {
            throw new Unavailable("store", "it was taken away");
        }
        return store.transact(work);
    }
}
