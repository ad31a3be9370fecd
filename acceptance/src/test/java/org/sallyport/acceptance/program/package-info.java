/// Programs that do staff's work, from outside: the API by `curl`, as its documentation shows it, and the command line
/// against a server elsewhere.
///
/// Owns how examples are read out of documents and typed into a shell.
/// Never looks inside Sallyport: what is known is what a program was answered.
/// Called by nobody. Hands over to the harness.
@NullMarked
package org.sallyport.acceptance.program;

import org.jspecify.annotations.NullMarked;
