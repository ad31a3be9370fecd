/// The Dovecot authentication protocol, version 1.2, as bytes and as records: lines of fields between tabs.
///
/// Owns both directions: what clients ask ([org.sallyport.server.wire.dovecot.CommandReader]) and what servers answer
/// ([org.sallyport.server.wire.dovecot.AnswerReader]), and the lines of both.
/// Never judges, keeps nothing between two lines, and knows neither socket nor clock.
/// Called by `listener.dovecot`. Hands over to nobody.
@NullMarked
package org.sallyport.server.wire.dovecot;

import org.jspecify.annotations.NullMarked;
