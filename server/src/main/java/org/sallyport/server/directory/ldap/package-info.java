/// Directories that are asked by LDAP: OpenLDAP, Active Directory and their like, as sources of accounts.
///
/// Owns the connections to a directory with their time-outs and what each answer means, the check of a password by a
/// bind, with a bound on how many wrong ones reach the directory, and the reading of people and groups page by page.
/// Never keeps a password, never follows a referral, never writes to a directory, and never takes an outage for a wrong
/// password. Filters and names are put together by the library, never from text.
/// Called by the core through its ports. Hands over to the network.
@NullMarked
package org.sallyport.server.directory.ldap;

import org.jspecify.annotations.NullMarked;
