package org.sallyport.server.listener.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/// The subschema entry (RFC 4512 section 4.2): which attributes and classes there are, and how each is compared.
final class SchemaEntry {
    static final String NAME = "cn=schema";
    static final Entry ENTRY = read();
    static final Schema SCHEMA = new Schema(ENTRY);
    static final DN ENTRY_NAME = name();

    private SchemaEntry() {}

    /// The name an attribute goes by here, in lower case, whichever of its names or its number a caller uses; what was
    /// asked for where there is no such attribute. Options (`cn;lang-el`) stay: nothing here has one.
    static String attribute(String asked) {
        var type = SCHEMA.getAttributeType(asked);
        return (type == null ? asked : type.getNameOrOID()).toLowerCase(Locale.ROOT);
    }

    /// What a condition is about, as above; nothing where it is about no attribute by itself.
    static String attribute(Filter filter) {
        var asked = filter.getAttributeName();
        return asked == null ? "" : attribute(asked);
    }

    private static DN name() {
        try {
            return ENTRY.getParsedDN();
        } catch (LDAPException e) {
            throw new IllegalStateException("schema.ldif comes with this class", e);
        }
    }

    private static Entry read() {
        try (var file = Objects.requireNonNull(SchemaEntry.class.getResourceAsStream("schema.ldif"));
                var reader = new LDIFReader(file)) {
            return Objects.requireNonNull(reader.readEntry());
        } catch (IOException | LDIFException e) {
            throw new IllegalStateException("schema.ldif comes with this class", e);
        }
    }
}
