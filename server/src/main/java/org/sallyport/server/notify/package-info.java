/// Telling people by mail what the core wants them to know.
///
/// Owns the texts (one bundle a language), the message they are composed into, and the ways out: a mail relay, or a
/// folder of files. Takes notices from the core's durable book, so that one that was promised goes out, if need be
/// after a restart; one may go out twice, never half.
/// Never decides who is told what, and never puts anything into a link but the configured public URL.
/// Called by nobody: `main` starts it and stops it.
@NullMarked
package org.sallyport.server.notify;

import org.jspecify.annotations.NullMarked;
