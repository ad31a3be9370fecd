/// Coverage-guided fuzzing of everything that reads what strangers write.
///
/// Owns how a fuzzer is run: each target in a process of its own, so many inputs, so much memory, so much time for one.
/// Never says what a codec must hold to: that stands in its target, beside the codec's own tests.
/// Called by `./verify` for a short run and by `./verify --fuzz` for a long one. Hands over to Jazzer.
@NullMarked
package org.sallyport.fuzz;

import org.jspecify.annotations.NullMarked;
