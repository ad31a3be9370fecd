package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import java.util.Optional;
import org.sallyport.core.account.Username;

/// A place in the tree below which all people are found: `ou=people`, and one more for each service with a base.
///
/// @param service whose people are below; empty for `ou=people`
record Branch(DN dn, Optional<LdapService> service) {
    DN of(Username person) {
        return new DN(new RDN("uid", person.canonical()), dn);
    }
}
