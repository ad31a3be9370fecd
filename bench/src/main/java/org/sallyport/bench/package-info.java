/// What a verdict costs, measured beside a bare lower bound in the same run.
///
/// Owns the JMH benchmarks and nothing else: no rule of the product lives here, and nothing of the product may
/// depend on it. Run by hand, as docs/performance.md describes.
@NullMarked
package org.sallyport.bench;

import org.jspecify.annotations.NullMarked;
