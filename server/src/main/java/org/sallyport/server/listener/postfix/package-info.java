/// The policy protocol of Postfix: a mail server asks about each message that it takes in.
///
/// Owns the codec (attributes in, an action out), the dialogue and the reply table.
/// Never judges, and never refuses anything for want of an answer: an outage is "later". Nobody signs in here: who may
/// ask is decided by where this listens.
/// Called by main, which opens [org.sallyport.server.listener.postfix.PostfixListener]. Hands over to whoever judges
/// what devices send.
@NullMarked
package org.sallyport.server.listener.postfix;

import org.jspecify.annotations.NullMarked;
