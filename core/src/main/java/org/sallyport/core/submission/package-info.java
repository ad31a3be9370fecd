/// What a device may send: asked by mail servers while they take a message in.
///
/// Owns the question, the answer and the order of judgement: whether it works, from where, as whom, to whom, how much
/// within the hour, and when that is a flood.
/// Never judges a secret, and says nothing about people: what they send is their mail server's business.
/// Called by the listener that mail servers ask. Hands over to the books of devices and of what they sent.
@NullMarked
package org.sallyport.core.submission;

import org.jspecify.annotations.NullMarked;
