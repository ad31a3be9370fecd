/// What failures cost, per account and source, and never a lock-out.
///
/// Owns the reservation that is made before a guess is checked, the waits, and the memory of secrets already
/// known to be wrong, so that a device that repeats an old one is not taken for somebody guessing.
/// Never stands in the way of an app password that is right, and never holds a thread.
/// Called by the verifier and by sign-in.
@NullMarked
package org.sallyport.core.throttle;

import org.jspecify.annotations.NullMarked;
