package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.util.ByteStringBuffer;
import java.util.List;

/// Messages as callers write them.
final class Said {
    private Said() {}

    static byte[] message(int id, ProtocolOp operation) {
        return new LDAPMessage(id, operation).encode().encode();
    }

    /// The service binds.
    static byte[] bind(int id) {
        return message(id, new BindRequestProtocolOp(OliveLdap.SERVICE, OliveLdap.SERVICE_PASSWORD));
    }

    static byte[] whoAmI(int id) {
        return extended(id, LdapRequest.WHO_AM_I);
    }

    static byte[] startTls(int id) {
        return extended(id, LdapRequest.START_TLS);
    }

    private static byte[] extended(int id, String oid) {
        return message(id, new ExtendedRequestProtocolOp(oid, null));
    }

    /// From the suffix down, for a user name.
    static byte[] search(int id, String filter) {
        try {
            var condition = Filter.create(filter);
            var attributes = List.of("uid");
            return message(
                    id,
                    new SearchRequestProtocolOp(
                            OliveLdap.SUFFIX,
                            SearchScope.SUB,
                            DereferencePolicy.NEVER,
                            0,
                            0,
                            false,
                            condition,
                            attributes));
        } catch (LDAPException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] joined(byte[]... messages) {
        var all = new ByteStringBuffer();
        for (var message : messages) {
            all.append(message);
        }
        return all.toByteArray();
    }
}
