/// The audit log on its way to a collector: what is sent, and when it is certainly there.
///
/// Owns no rule of the product. Never needs a network beyond this machine.
@NullMarked
package org.sallyport.server.syslog;

import org.jspecify.annotations.NullMarked;
