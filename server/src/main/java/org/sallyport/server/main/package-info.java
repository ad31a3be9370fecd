/// Start, drain, stop; the command line; the wiring of capabilities; the demo.
///
/// The only package that sees every other one, and seen by none: whatever depends on configuration ("if a mail
/// relay is set, then ...") is decided here, in one `...Wiring` class for each capability. It owns no rule of the
/// product. Called by the launcher; hands over to what it has wired.
@NullMarked
package org.sallyport.server.main;

import org.jspecify.annotations.NullMarked;
