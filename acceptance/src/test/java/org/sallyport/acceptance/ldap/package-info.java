/// Programs that ask over LDAP, for real: the command-line clients of OpenLDAP, Apache, saslauthd, nslcd and SSSD on a
/// small Unix machine, FreeRADIUS and a table of Postfix.
///
/// Owns starting and stopping private ones with their configuration from `acceptance/peers`, and running the clients.
/// Never tells a program anything that an operator would not write into its configuration.
/// Called by Maven. Hands over to the demo of the harness and to Debian's packages.
@NullMarked
package org.sallyport.acceptance.ldap;

import org.jspecify.annotations.NullMarked;
