/// What a verdict costs, measured beside a bare lower bound and beside a peer in the same run.
///
/// Owns how figures are put together (medians with the least and the most) and nothing else: no rule of the
/// product lives here or below, and nothing of the product may depend on it.
/// Never runs by itself: `bench/run.sh` starts what is asked for, as docs/performance.md describes.
/// Called by the packages below. Hands over to nobody.
@NullMarked
package org.sallyport.bench;

import org.jspecify.annotations.NullMarked;
