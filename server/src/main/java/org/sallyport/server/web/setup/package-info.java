/// "Set it up now" as pages: from "More information required" to the first app password.
///
/// Owns one page for each step of the wizard, the QR code, and what the pages say to each outcome.
/// Never decides which step comes: it asks the enrollment for it and sends whoever is elsewhere there.
/// Called by browsers, behind the gate. Hands over to `core.enrollment`.
@NullMarked
package org.sallyport.server.web.setup;

import org.jspecify.annotations.NullMarked;
