/// The agent: the Dovecot protocol spoken on this machine, answered by servers elsewhere.
///
/// Owns the connections to those servers, and the patience with which another one is tried. Whoever asks the agent sees
/// one server that is never restarted.
/// Never judges, keeps no account, no key and no password beyond its answer.
/// Called by main, which gives [org.sallyport.server.listener.dovecot.agent.RemoteJudge] to a listener. Hands over to
/// the listener of the Dovecot protocol in another process.
@NullMarked
package org.sallyport.server.listener.dovecot.agent;

import org.jspecify.annotations.NullMarked;
