/// Programs that ask over LDAP: Debian's command-line clients, Apache and saslauthd, each a private one on free ports,
/// with its configuration from `acceptance/peers`.
@NullMarked
package org.sallyport.acceptance.ldap;

import org.jspecify.annotations.NullMarked;
