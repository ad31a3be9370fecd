package org.sallyport.server.listener.ldap;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One message of a caller (RFC 4511 section 4.1.1).
sealed interface LdapRequest {
    /// RFC 4511 section 4.14.
    String START_TLS = "1.3.6.1.4.1.1466.20037";
    /// RFC 4532.
    String WHO_AM_I = "1.3.6.1.4.1.4203.1.11.3";
    /// RFC 3062.
    String MODIFY_PASSWORD = "1.3.6.1.4.1.4203.1.11.1";

    int id();

    record Bind(int id, BindQuestion question) implements LdapRequest {}

    record Unbind(int id) implements LdapRequest {}

    /// Operations are carried out one after the other, so that whatever this means is done.
    record Abandon(int id) implements LdapRequest {}

    record Search(int id, SearchRequestProtocolOp question, List<Control> controls) implements LdapRequest {
        public Search {
            controls = List.copyOf(controls);
        }
    }

    record Compare(int id, CompareRequestProtocolOp question, List<Control> controls) implements LdapRequest {
        public Compare {
            controls = List.copyOf(controls);
        }
    }

    record Extended(int id, String oid, boolean unknownCritical) implements LdapRequest {}

    /// Something that would change an entry.
    record Write(int id, Operation operation) implements LdapRequest {}

    /// Reads one whole message.
    static LdapRequest read(byte[] bytes, int from, int end) throws Malformed {
        Ber.check(bytes, from, end);
        var message = new Ber(bytes, from, end).enter(Ber.SEQUENCE);
        int id = message.number(Ber.INTEGER);
        if (id == 0) {
            throw new Malformed("the number 0 is for notices");
        }
        int tag = message.tag();
        var operation = Operation.find(tag).orElseThrow(() -> new Malformed("there is no such operation"));
        return switch (operation) {
            case BIND -> new Bind(id, BindQuestion.read(message.enter(tag), message));
            case UNBIND -> new Unbind(id);
            case ABANDON -> new Abandon(id);
            case SEARCH -> {
                var decoded = decoded(bytes, from, end);
                yield new Search(id, decoded.getSearchRequestProtocolOp(), decoded.getControls());
            }
            case COMPARE -> {
                var decoded = decoded(bytes, from, end);
                yield new Compare(id, decoded.getCompareRequestProtocolOp(), decoded.getControls());
            }
            case EXTENDED -> {
                var oid = new String(message.enter(tag).octets(0x80), StandardCharsets.UTF_8);
                yield new Extended(id, oid, Controls.anyUnknownCritical(message));
            }
            case MODIFY, ADD, DELETE, MODIFY_DN -> new Write(id, operation);
        };
    }

    private static LDAPMessage decoded(byte[] bytes, int from, int end) throws Malformed {
        try (var reader = new ASN1StreamReader(new ByteArrayInputStream(bytes, from, end - from), end - from)) {
            var message = LDAPMessage.readFrom(reader, true);
            if (message == null) {
                throw new Malformed("a message is missing");
            }
            return message;
        } catch (LDAPException | java.io.IOException unreadable) {
            throw new Malformed("the message cannot be read");
        }
    }
}
