/// Devices for everybody else: their owners, and whoever opens the link of a card.
///
/// Owns the page that shows the secret of a device, once, and the owner's list.
/// Never asks whoever opens a card to sign in: the link is all there is.
/// Called by browsers. Hands over to `core.device`.
@NullMarked
package org.sallyport.server.web.device;

import org.jspecify.annotations.NullMarked;
