/// Bringing messages to webhooks: each in the order of the audit log, signed, until it is taken or three days are over.
///
/// Owns how an entry reads as a message, and the calls.
/// Never decides who is told of what, never follows a redirect and never reads what a webhook answers.
/// Called by `main` every second. Hands over to `core.webhook` for what became of it, and to `outward` for the call.
@NullMarked
package org.sallyport.server.webhook;

import org.jspecify.annotations.NullMarked;
