/// The seam to what Sallyport remembers: all-or-nothing work over small books.
///
/// Owns [org.sallyport.core.store.Store], the way to the books, and the one fault every part of the product
/// throws when it cannot tell ([org.sallyport.core.store.Unavailable]).
/// Never knows what is in a book: each book is declared by the package whose records it keeps.
/// Called by every service of the core; implemented in memory here and by `store.sql` in the server.
/// Hands over to nobody.
@NullMarked
package org.sallyport.core.store;

import org.jspecify.annotations.NullMarked;
