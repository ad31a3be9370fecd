/// A verdict in process: the product's own verifier beside a bare digest and look-up, in the same run.
///
/// Owns the JMH benchmarks, the town of accounts they ask about, and the lower bound they are compared with.
/// Never touches the network, a disk or a database, and replaces no part of the product that a verdict passes through.
/// Called by `bench/run.sh in-process`. Hands over to JMH.
@NullMarked
package org.sallyport.bench.inprocess;

import org.jspecify.annotations.NullMarked;
