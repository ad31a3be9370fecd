/// What every store promises, as tests: memory, the embedded database and PostgreSQL run the same ones.
///
/// Owns one contract a book, and [org.sallyport.core.store.contract.StoreContract], which is all of them.
/// Never knows how a store keeps anything.
/// Called by implementing [org.sallyport.core.store.contract.StoreContract] in a test class of the store's module.
@NullMarked
package org.sallyport.core.store.contract;

import org.jspecify.annotations.NullMarked;
