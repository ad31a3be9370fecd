/// What people are told outside the pages, written in the transaction of what it tells about.
///
/// Owns the notice, the book of those that still have to go out, in which envelopes, and of those that could not; how
/// much mail an address gets; and the book of what was told when, so that nobody hears the same thing again too soon.
/// Never sends: the server's `notify` package does, again and again until it succeeds or gives up.
/// Called by enrollment, app passwords, sign-in, the throttle and what verdicts leave behind. Hands over to the store.
@NullMarked
package org.sallyport.core.notice;

import org.jspecify.annotations.NullMarked;
