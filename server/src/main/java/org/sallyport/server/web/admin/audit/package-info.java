/// The audit log for admins: looking for entries, one entry, following what comes, a file of it, and whether it is
/// whole.
///
/// Owns what is asked in the form, the words for what happened, and the check that runs behind the page.
/// Never writes but that somebody exported or checked it, and never leaves an entry out because it cannot be shown.
/// Called by browsers of admins, behind the gate. Hands over to `core.audit`.
@NullMarked
package org.sallyport.server.web.admin.audit;

import org.jspecify.annotations.NullMarked;
