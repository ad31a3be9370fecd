/// The store that forgets everything when the process ends: for tests, for benchmarks and for trying things out.
///
/// Owns one small class per book and the undo log that makes a transaction happen entirely or not at all.
/// Never writes to disk, and is no cache: it keeps every promise of [org.sallyport.core.store.Store] but durability.
/// Called by whoever wires a service without a database; it passes the same contracts as the databases do.
/// Hands over to nobody.
@NullMarked
package org.sallyport.core.store.memory;

import org.jspecify.annotations.NullMarked;
