package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsStart;

/// The root DSE (RFC 4512 section 5.1): what this server can do. The one entry that anybody may read, beside the
/// schema.
final class RootDse {
    // RFC 3673: "+" asks for all operational attributes; RFC 4526: (&) and (|).
    private static final List<String> FEATURES = List.of("1.3.6.1.4.1.4203.1.5.1", "1.3.6.1.4.1.4203.1.5.3");

    private RootDse() {}

    static Entry of(Tree tree, ListenerSettings listener) {
        var extensions = new ArrayList<>(List.of(LdapRequest.WHO_AM_I));
        boolean offersStartTls = listener.places().stream()
                .anyMatch(place -> place instanceof Place.Tcp tcp && tcp.tls() == TlsStart.ON_REQUEST);
        if (offersStartTls) {
            extensions.add(LdapRequest.START_TLS);
        }
        var suffix = tree.suffix().toString();
        return new Entry(
                "",
                SchemaEntry.SCHEMA,
                attribute("objectClass", List.of("top")),
                attribute("namingContexts", List.of(suffix)),
                attribute("defaultNamingContext", List.of(suffix)),
                attribute("subschemaSubentry", List.of(SchemaEntry.NAME)),
                attribute("supportedLDAPVersion", List.of("3")),
                attribute("supportedControl", Controls.KNOWN.stream().sorted().toList()),
                attribute("supportedExtension", extensions),
                attribute("supportedFeatures", FEATURES),
                attribute("vendorName", List.of("Sallyport")));
    }

    private static Attribute attribute(String name, List<String> values) {
        return new Attribute(name, SchemaEntry.SCHEMA, values);
    }
}
