package org.sallyport.core.store;

import java.util.function.Function;

/// Keeps what Sallyport remembers. Thread-safe.
public interface Store {
    /// Runs `work` entirely or not at all and durably, before this returns. **May run `work` more than once**, so it
    /// must have no effect but on the books it is given, which are good only while it runs.
    ///
    /// Instants are kept to the millisecond. What `work` throws is passed on as it is, and nothing has been kept.
    ///
    /// @throws IllegalStateException when this thread has a transaction open already: one inside another could neither
    /// be undone with it nor wait for it
    /// @throws Unavailable when the store cannot tell or cannot keep; then nothing has been kept
    <R> R transact(Function<Books, R> work);

    /// Looks something up as everything stood at one moment, without waiting for whoever changes something, and without
    /// making them wait. For lists and searches, which nothing is decided by: what `work` sees may have changed when it
    /// returns. It must be short all the same, a page of a list at a time. **May run `work` more than once.**
    ///
    /// A store that cannot do this runs `work` as a transaction.
    ///
    /// @throws IllegalStateException when `work` changes something, and when this thread has a transaction or a look
    /// open already
    /// @throws Unavailable when the store cannot tell
    default <R> R look(Function<Books, R> work) {
        return transact(work);
    }
}
