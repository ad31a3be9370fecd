/// Devices for staff: scanners, scripts and shared mailboxes, what they may do, and the cards that hand their secrets
/// over.
///
/// Owns the form of a device and what its pages show.
/// Never shows a secret: a link at most, which opens somewhere else.
/// Called by browsers of staff, behind the gate. Hands over to `core.device`.
@NullMarked
package org.sallyport.server.web.admin.device;

import org.jspecify.annotations.NullMarked;
