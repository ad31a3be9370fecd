package org.sallyport.core.store;

/// All books, open for one transaction. Each package that has something to keep declares its own book as an
/// interface with a static `in(Books)`, so that a reader writes `Accounts.in(books).find(id)`.
public interface Books {
    /// The book of this kind.
    ///
    /// @throws IllegalArgumentException when the store keeps no such book
    <B> B book(Class<B> kind);
}
