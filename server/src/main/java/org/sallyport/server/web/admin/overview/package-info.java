/// How the organisation is doing, on one page for admins: charts of the last days, and what waits for somebody.
///
/// Owns how counts become pictures, and what is worth a warning.
/// Never writes. Called by browsers of admins, behind the gate. Hands over to `core.figures`.
@NullMarked
package org.sallyport.server.web.admin.overview;

import org.jspecify.annotations.NullMarked;
