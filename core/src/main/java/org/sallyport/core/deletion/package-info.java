/// Deleting accounts.
///
/// Owns the way from the decision to nothing being left: the account is disabled, can be taken back for as long as was
/// said, and then everything that is kept of it is erased, what the audit log says of it too.
/// Never judges who may ask beyond the one table of duties, and never lets the last owner go.
/// Called by the administration pages, the command line and the clockwork. Hands over to the books of the store.
@NullMarked
package org.sallyport.core.deletion;

import org.jspecify.annotations.NullMarked;
