/// Tests of the way to connected Dovecot servers, against one that is scripted.
@NullMarked
package org.sallyport.server.doveadm;

import org.jspecify.annotations.NullMarked;
