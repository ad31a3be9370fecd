/// Messages on their way to webhooks: what they say, in which order, and what is done where one is not taken.
///
/// Owns no rule of the product. Never needs a network beyond this machine.
@NullMarked
package org.sallyport.server.webhook;

import org.jspecify.annotations.NullMarked;
