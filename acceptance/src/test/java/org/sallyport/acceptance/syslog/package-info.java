/// A real collector that the audit log is shipped to.
///
/// Owns a private rsyslog, made from `acceptance/peers`, that takes TLS and asks who ships.
/// Never looks inside Sallyport: what is known is what the collector wrote, and what `audit export` prints.
/// Called by Maven. Hands over to the harness.
@NullMarked
package org.sallyport.acceptance.syslog;

import org.jspecify.annotations.NullMarked;
