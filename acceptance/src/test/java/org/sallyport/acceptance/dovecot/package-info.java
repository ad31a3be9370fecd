/// Mail, read for real: a private Dovecot that asks Sallyport by the shipped Lua file, the programs people read mail
/// with, and nginx before it and before a Postfix.
///
/// Owns starting and stopping that Dovecot on free ports, its one seeded message for each person, and running curl,
/// mbsync, mutt and fetchmail against it.
/// Never tells Dovecot anything that an operator would not write into its configuration.
/// Called by Maven. Hands over to the demo of the harness and to Debian's packages.
@NullMarked
package org.sallyport.acceptance.dovecot;

import org.jspecify.annotations.NullMarked;
