/// Signed-in browsers.
///
/// Owns the record of a browser session: under which digest of its cookie it is kept, whose it is, until when; and of a
/// browser that is not asked for a second factor for a while.
/// Never knows what the pages remember in it: that is sealed before it gets here.
/// Called by the web, and by whatever must end the sessions of an account. Hands over to the store.
@NullMarked
package org.sallyport.core.session;

import org.jspecify.annotations.NullMarked;
