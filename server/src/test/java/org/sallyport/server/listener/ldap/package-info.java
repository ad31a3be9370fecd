/// Proofs of what `org.sallyport.server.listener.ldap` promises.
@NullMarked
package org.sallyport.server.listener.ldap;

import org.jspecify.annotations.NullMarked;
