/// What people are told outside the pages, written in the transaction of what it tells about.
///
/// Owns the notice and the book of those that still have to go out.
/// Never sends: the server's `notify` package does, again and again until it succeeds or gives up.
/// Called by enrollment, app passwords and sign-in. Hands over to the store.
@NullMarked
package org.sallyport.core.notice;

import org.jspecify.annotations.NullMarked;
