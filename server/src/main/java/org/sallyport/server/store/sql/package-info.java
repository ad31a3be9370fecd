/// The store in a relational database: SQLite in the data folder, or PostgreSQL for several nodes; one SQL text for
/// both.
///
/// Owns the schema with its numbered migrations (never edited), one small class per book, the retries, and what keeps
/// somebody who can write to the database, but has not the keyset, from changing what a row decides.
/// Where one transaction changes several rows of an account in an order of its own, it locks the account first (`Tries`
/// and sessions say so); the heads of journal and audit log are locked last of all.
/// Never decides anything itself, and never sees a secret in the clear but the contact address and notices it seals.
/// Called by the wiring in `main`, which opens it through [org.sallyport.server.store.sql.SqlStores]; everybody else
/// sees [org.sallyport.core.store.Store]. Hands over to the database.
@NullMarked
package org.sallyport.server.store.sql;

import org.jspecify.annotations.NullMarked;
