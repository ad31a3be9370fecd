/// What failures cost, per account and source, and never a lock-out.
///
/// Owns the reservation that is made before a guess is checked, the waits and budgets, the memory of secrets already
/// known to be wrong, the places an account was opened from lately, and what the nodes tell each other of all this.
/// A connected server that does not say where its apps are is a source of its own: guesses that come through it cost
/// nobody who comes through another one. Whoever reaches several has the budget of each, as from several lines, and at
/// one account what all of them may together.
/// Never stands in the way of an app password that is right, never holds a thread, and forgives what it has no room
/// for. Called by the verifier and by sign-in; the clockwork runs the exchange. Hands over to the directory and the
/// store.
@NullMarked
package org.sallyport.core.throttle;

import org.jspecify.annotations.NullMarked;
