package org.sallyport.server.listener.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The controls of a message (RFC 4511 section 4.1.11): which are known here, and that the others may be ignored only
/// where the caller does not mind.
final class Controls {
    /// RFC 2696.
    static final String PAGED_RESULTS = SimplePagedResultsControl.PAGED_RESULTS_OID;
    /// RFC 3296: show referrals as entries. There are none, so it holds always.
    static final String MANAGE_DSA_IT = "2.16.840.1.113730.3.4.2";

    static final Set<String> KNOWN = Set.of(PAGED_RESULTS, MANAGE_DSA_IT);

    private static final int CONTROLS = 0xa0;

    private Controls() {}

    /// Whether a control must not be ignored and means nothing to a request that knows none.
    static boolean anyUnknownCritical(Ber message) throws Malformed {
        return read(message).stream()
                .anyMatch(control -> control.isCritical() && !control.getOID().equals(MANAGE_DSA_IT));
    }

    /// @param message what is left of it behind the operation
    static List<Control> read(Ber message) throws Malformed {
        var found = new ArrayList<Control>();
        if (!message.hasMore()) {
            return found;
        }
        var controls = message.enter(CONTROLS);
        while (controls.hasMore()) {
            var control = controls.enter(Ber.SEQUENCE);
            var oid = new String(control.octets(Ber.OCTET_STRING), StandardCharsets.UTF_8);
            boolean critical = false;
            if (control.hasMore() && control.tag() == Ber.BOOLEAN) {
                var truth = control.octets(Ber.BOOLEAN);
                critical = truth.length == 1 && truth[0] != 0;
            }
            @Nullable
            ASN1OctetString value = control.hasMore() ? new ASN1OctetString(control.octets(Ber.OCTET_STRING)) : null;
            found.add(new Control(oid, critical, value));
        }
        return found;
    }

    /// What is asked of a search that is answered a page at a time.
    ///
    /// @param size entries wanted at once
    /// @param cookie what the page before gave, empty for the first
    record Paging(int size, byte[] cookie) {
        Paging {
            cookie = cookie.clone();
        }

        @Override
        public byte[] cookie() {
            return cookie.clone();
        }
    }

    /// @throws LDAPException when there is one that cannot be read
    static Optional<Paging> paging(List<Control> controls) throws LDAPException {
        for (var control : controls) {
            if (control.getOID().equals(PAGED_RESULTS)) {
                var paged = new SimplePagedResultsControl(control.getOID(), control.isCritical(), control.getValue());
                return Optional.of(new Paging(paged.getSize(), paged.getCookie().getValue()));
            }
        }
        return Optional.empty();
    }
}
