package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/// Makes a directory in memory hand over the members of its groups as Active Directory does: so many at once, under a
/// name that says which.
final class Ranges {
    private static final Pattern ASKED = Pattern.compile("member;range=(\\d+)-\\*");

    private Ranges() {}

    /// Takes the range out of a question, and notes where it begins.
    static void noteAsked(InMemoryInterceptedSearchRequest request) throws LDAPException {
        var asked = request.getRequest();
        var wanted = asked.getAttributeList();
        var from = wanted.stream()
                .map(ASKED::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Integer.valueOf(matcher.group(1)))
                .findFirst();
        if (from.isPresent()) {
            request.setProperty("from", from.get());
            request.setRequest(new SearchRequest(
                    asked.getBaseDN(),
                    asked.getScope(),
                    asked.getFilter(),
                    wanted.stream().map(name -> name.replaceFirst(";.*", "")).toArray(String[]::new)));
        }
    }

    /// Leaves of an answer what fits into the range.
    static void cut(InMemoryInterceptedSearchEntry answer, int most) {
        var entry = Objects.requireNonNull(answer.getSearchEntry()).duplicate();
        var members = entry.getAttributeValues("member");
        if (members != null && members.length > most) {
            int from = answer.getProperty("from") instanceof Integer asked ? asked : 0;
            int to = Math.min(from + most, members.length);
            entry.removeAttribute("member");
            entry.addAttribute(
                    "member;range=" + from + "-" + (to == members.length ? "*" : to - 1),
                    Arrays.copyOfRange(members, from, to));
            answer.setSearchEntry(entry);
        }
    }
}
