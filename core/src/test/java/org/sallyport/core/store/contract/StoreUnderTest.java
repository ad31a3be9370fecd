package org.sallyport.core.store.contract;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Where a contract gets its store from.
public interface StoreUnderTest {
    /// The store of this test, empty when the test began. It was made with the keyset of the fixtures.
    Store store();

    /// What `work` finds out in a transaction of its own.
    default <R> R in(Function<Books, R> work) {
        return store().transact(work);
    }

    // The four below are the one above for results of a given shape: assertThat cannot choose by an open one.

    default <T> Optional<T> found(Function<Books, Optional<T>> work) {
        return store().transact(work);
    }

    default <T> List<T> listed(Function<Books, List<T>> work) {
        return store().transact(work);
    }

    default boolean succeeds(Function<Books, Boolean> work) {
        return store().transact(work);
    }

    default long number(ToLongFunction<Books> work) {
        return store().transact(work::applyAsLong);
    }

    /// Changes the books in a transaction of its own.
    default void change(Consumer<Books> work) {
        var _ = store().transact(books -> {
            work.accept(books);
            return true;
        });
    }
}
