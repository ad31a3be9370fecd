/// What happened, in an append-only chain in which every link is keyed to the one before.
///
/// Owns the audit event, the chain and its verification.
/// Never decides, never deletes and never holds a secret or a name typed by a stranger.
/// Called inside the transaction of whatever it records, so that neither exists without the other.
/// Hands over to the store for keeping.
@NullMarked
package org.sallyport.core.audit;

import org.jspecify.annotations.NullMarked;
