/// The Dovecot protocol as its callers see it, line by line.
@NullMarked
package org.sallyport.server.listener.dovecot;

import org.jspecify.annotations.NullMarked;
