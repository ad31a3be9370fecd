/// Mail as it arrives: read back by the mail library, from a folder or from a relay that speaks real SMTP.
///
/// Owns no rule of the product. Never needs a network beyond this machine.
@NullMarked
package org.sallyport.server.notify;

import org.jspecify.annotations.NullMarked;
