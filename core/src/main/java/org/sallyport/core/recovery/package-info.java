/// Recovery codes: the way in for somebody who has lost every method and kept a sheet of paper.
///
/// Owns the codes, their digests and that each of them is accepted once.
/// Never registers a method and never stands for one: whoever has nothing but recovery codes has no second factor.
/// Called by the account pages and by `signin`. Hands over to `directory` for the hash, and to `notice`.
@NullMarked
package org.sallyport.core.recovery;

import org.jspecify.annotations.NullMarked;
