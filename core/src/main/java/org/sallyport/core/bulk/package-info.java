/// Doing the same to many people.
///
/// Owns the acts that are done to many at once ([org.sallyport.core.bulk.BulkAct]) and who of them it was done to
/// ([org.sallyport.core.bulk.BulkReport]).
/// Never does an act itself: each is done to each person by the service that does it to one, with its own audit row,
/// and is judged for each of them.
/// Called by the administration pages. Hands over to `directory`, `apppassword` and `staff`.
@NullMarked
package org.sallyport.core.bulk;

import org.jspecify.annotations.NullMarked;
