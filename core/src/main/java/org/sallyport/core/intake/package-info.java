/// People from a file, as a job: looked at first, then taken as a whole or not at all.
///
/// Owns the desk where staff hand a file in, see what it would do and say that it is to be done, the work that a node
/// does for it, what the job of it says, and taking an import back within a day; and the
/// import that a program or the operator makes at once.
/// Never judges a row and never changes an account: that is `core.directory`.
/// Called by the admin pages, the API, the command line and the clockwork. Hands over to `core.directory`,
/// `core.deletion` and `core.job`.
@NullMarked
package org.sallyport.core.intake;

import org.jspecify.annotations.NullMarked;
