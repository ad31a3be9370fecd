/// The words, the rules and the ports of Sallyport, on the JDK alone.
///
/// Everything that decides whether a user name with a secret may use a protocol lives below this package; how the
/// question arrives, where things are kept and how people are shown them lives in the server.
@NullMarked
package org.sallyport.core;

import org.jspecify.annotations.NullMarked;
