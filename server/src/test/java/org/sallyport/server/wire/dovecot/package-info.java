/// Lines of the Dovecot protocol, every form of them.
@NullMarked
package org.sallyport.server.wire.dovecot;

import org.jspecify.annotations.NullMarked;
