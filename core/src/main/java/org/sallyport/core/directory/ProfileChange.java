package org.sallyport.core.directory;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.source.SourceField;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Unavailable;

/// Another profile in the place of an account's.
record ProfileChange(Account before, Profile profile) {
    /// The codes of what is otherwise than before.
    Set<String> fields() {
        var fields = new TreeSet<String>();
        if (!before.profile().displayName().equals(profile.displayName())) {
            fields.add(ImportColumns.DISPLAY_NAME);
        }
        if (!before.profile().language().equals(profile.language())) {
            fields.add(ImportColumns.LANGUAGE);
        }
        if (!before.profile().groups().equals(profile.groups())) {
            fields.add(ImportColumns.GROUPS);
        }
        return fields;
    }

    /// The codes of what a source says of the account, and this would say otherwise.
    Set<String> against(Books books) {
        var refused = new TreeSet<>(fields());
        var owned = SourceField.ownedOf(books, before.id()).stream()
                .map(SourceField::code)
                .collect(Collectors.toSet());
        var theirs = SourceLinks.in(books).of(before.id()).stream()
                .flatMap(link -> link.owned().groups().stream())
                .filter(before.profile().groups()::contains)
                .collect(Collectors.toSet());
        if (!profile.groups().containsAll(theirs)) {
            owned.add(ImportColumns.GROUPS);
        }
        refused.retainAll(owned);
        return refused;
    }

    /// Keeps it, with its journal entry and audit row, and tells whoever is exempt from MFA by it.
    void carryOut(Books books, Mfa mfa, Actor by, Map<String, String> said, Instant now) {
        if (!Accounts.in(books).replace(after())) {
            throw new Unavailable("store", "account " + before.id() + " is being changed by somebody else");
        }
        note(books, mfa, by, said, now);
    }

    Account after() {
        return before.withProfile(profile);
    }

    /// The same for what is kept already.
    void note(Books books, Mfa mfa, Actor by, Map<String, String> said, Instant now) {
        Changes.in(books).changed(before.id());
        var details = new HashMap<>(said);
        details.put("fields", String.join(" ", fields()));
        details.put("groups-before", groups(before.profile()));
        details.put("groups", groups(profile));
        AuditLog.in(books).append(AuditEvent.of(AuditKind.PROFILE_CHANGED, before.id(), by, now, details));
        if (!before.profile().groups().equals(profile.groups())) {
            mfa.tellIfExempt(books, before, after(), now);
        }
    }

    private static String groups(Profile profile) {
        return profile.groups().stream().sorted().map(GroupName::value).collect(Collectors.joining(";"));
    }
}
