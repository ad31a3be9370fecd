/// What operators can see of a running server from outside.
///
/// Owns the shape of a log line. Never decides what is logged, and never holds anything that was not handed to a
/// logger. Called by the logging library, which finds it named in `logback.xml`.
@NullMarked
package org.sallyport.server.observe;

import org.jspecify.annotations.NullMarked;
