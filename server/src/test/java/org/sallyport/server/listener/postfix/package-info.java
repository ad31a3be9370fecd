/// Tests of the policy protocol: its codec, its replies, its dialogue.
///
/// Owns what Postfix may be told.
/// Never asks a real Postfix: that is for the acceptance tests.
/// Called by the build. Hands over to nothing.
@NullMarked
package org.sallyport.server.listener.postfix;

import org.jspecify.annotations.NullMarked;
