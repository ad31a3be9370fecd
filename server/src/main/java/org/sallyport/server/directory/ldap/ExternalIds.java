package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.source.SourceKey;

/// How entries are named for ever. What is bytes in the directory is hexadecimal here.
final class ExternalIds {
    private static final Set<String> BYTES = Set.of("objectguid", "objectsid", "guid");

    private ExternalIds() {}

    /// Empty where the entry has none, or one that cannot be kept.
    static Optional<String> of(Entry entry, String attribute) {
        if (isBytes(attribute)) {
            return Optional.ofNullable(entry.getAttributeValueBytes(attribute))
                    .filter(bytes -> bytes.length > 0 && bytes.length * 2 <= SourceKey.LONGEST)
                    .map(HexFormat.of()::formatHex);
        }
        return Optional.ofNullable(entry.getAttributeValue(attribute))
                .filter(id -> !id.isEmpty()
                        && id.length() <= SourceKey.LONGEST
                        && id.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c)));
    }

    /// What finds the entry of an id; empty where there can be none.
    static Optional<Filter> filter(String attribute, String id) {
        if (!isBytes(attribute)) {
            return Optional.of(Filter.createEqualityFilter(attribute, id));
        }
        try {
            return Optional.of(
                    Filter.createEqualityFilter(attribute, HexFormat.of().parseHex(id)));
        } catch (IllegalArgumentException notBytes) {
            return Optional.empty();
        }
    }

    private static boolean isBytes(String attribute) {
        return BYTES.contains(attribute.toLowerCase(Locale.ROOT));
    }
}
