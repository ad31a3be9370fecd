/// The pages of webhooks: which there are, what each is told of, and what became of telling it.
///
/// Owns the forms and what of a delivery is shown.
/// Never shows a key but in the answer that made it.
/// Called by browsers of owners and admins, behind the gate. Hands over to `core.webhook`.
@NullMarked
package org.sallyport.server.web.admin.webhook;

import org.jspecify.annotations.NullMarked;
