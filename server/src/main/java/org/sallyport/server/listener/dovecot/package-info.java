/// The Dovecot authentication protocol, for Postfix, Exim, chasquid and others: they hand over what an app sent, and
/// are told who it is.
///
/// Owns the dialogue (PLAIN and LOGIN, as many requests at once as a caller likes), the reply table, and the socket on
/// which chasquid asks whether an account exists.
/// Never judges an attempt, never says why the answer is no, never closes an idle connection, and never blocks its
/// event loop. Nobody signs in here: who may ask is decided by where this listens.
/// Called by main, which opens [org.sallyport.server.listener.dovecot.DovecotListener]. Hands over to the verifier.
@NullMarked
package org.sallyport.server.listener.dovecot;

import org.jspecify.annotations.NullMarked;
