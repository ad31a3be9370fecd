/// Webhooks: what they are signed with, what staff do with them, and what becomes of messages.
///
/// Owns no rule of the product.
@NullMarked
package org.sallyport.core.webhook;

import org.jspecify.annotations.NullMarked;
