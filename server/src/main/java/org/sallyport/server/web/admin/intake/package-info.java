/// People from a file, for staff.
///
/// Owns the form that takes a file, and the page of an import: what it would do, every row that it cannot take, saying
/// that it is to be done with a reason and a second factor proved just now, and calling it off.
/// Never reads a row and never changes anybody. Called by browsers of staff, behind the gate. Hands over to
/// `core.intake`.
@NullMarked
package org.sallyport.server.web.admin.intake;

import org.jspecify.annotations.NullMarked;
