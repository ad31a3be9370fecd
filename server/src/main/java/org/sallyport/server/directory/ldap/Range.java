package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The part of an attribute's values that is still to be asked for. Active Directory hands over no more than 1 500 at
/// once, as `member;range=0-1499` ([MS-ADTS] section 3.1.1.3.1.3.3).
///
/// @param dn of the entry
/// @param from how many came already
record Range(String dn, String attribute, int from) {
    private static final Pattern SOME = Pattern.compile("(?i)range=\\d{1,9}-(\\d{1,9})");

    /// What to ask for.
    String asked() {
        return attribute + ";range=" + from + "-*";
    }

    /// What an entry leaves out; empty where it has all values.
    static Optional<Range> leftOut(Entry entry, String attribute) {
        return all(entry, attribute)
                .flatMap(part -> part.getOptions().stream())
                .map(SOME::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> new Range(entry.getDN(), attribute, Integer.parseInt(matcher.group(1)) + 1))
                .findFirst();
    }

    /// The values of an attribute that an entry has, be they all or some.
    static Stream<String> values(Entry entry, String attribute) {
        return all(entry, attribute).flatMap(part -> Stream.of(part.getValues()));
    }

    private static Stream<Attribute> all(Entry entry, String attribute) {
        return entry.getAttributesWithOptions(attribute, Set.of()).stream();
    }
}
