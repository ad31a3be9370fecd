/// What a person may know of the sign-ins to their own account.
///
/// Owns the reading of the audit log for its owner: the last thirty days, page by page, what still sends an old secret,
/// and what has arrived since a page began to wait for an app.
/// Never tells anything about another account, and of unknown names only that one came from the person's own network.
/// Called by the pages. Hands over to the audit log.
@NullMarked
package org.sallyport.core.history;

import org.jspecify.annotations.NullMarked;
