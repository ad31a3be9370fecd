/// Telling programs elsewhere of what happened, by HTTPS, signed.
///
/// Owns which webhooks there are, their secrets, what each is told of, and what became of telling it.
/// Never tells a secret or more than who did what to whose account, and never calls anybody.
/// Called by the administration pages and by whatever brings deliveries on their way. Hands over to `core.audit` for
/// what happened, and for how far a webhook has heard of it.
@NullMarked
package org.sallyport.core.webhook;

import org.jspecify.annotations.NullMarked;
