/// What connected servers tell of sign-ins that somebody else judged.
///
/// Owns what a report is, what of it counts as a guess, which reports are about what was judged here and so count no
/// second time, how long strangers may be asked to wait, and the entries of the audit log.
/// Never makes a place known, never touches what browsers are counted with, and never says that somebody may not come
/// in. Called by the listener that hears reports; the clockwork writes what they leave behind. Hands over to the
/// throttle and the store.
@NullMarked
package org.sallyport.core.report;

import org.jspecify.annotations.NullMarked;
