/// Shipping the audit log to a collector: RFC 5424 messages with octet counting, over TLS (RFC 5425) or, on one
/// machine, over plain TCP (RFC 6587).
///
/// Owns how an entry reads as a message, the connection, and when the collector certainly has what was sent.
/// Never leaves an entry out, never holds up whoever writes one, and never decides what is in the log.
/// Called by `main` again and again. Hands over to `core.audit` for entries and bookmarks.
@NullMarked
package org.sallyport.server.syslog;

import org.jspecify.annotations.NullMarked;
