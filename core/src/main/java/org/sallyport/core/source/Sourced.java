package org.sallyport.core.source;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;

/// What a source says of somebody.
///
/// @param displayName 1 to 100 characters
/// @param language empty where the source does not say; it is the person's then
/// @param mail addresses that belong to them for certain, the one that codes go to first; may be empty
/// @param groups that the source puts them into; whatever is added elsewhere is left alone
public record Sourced(
        SourceKey key,
        Username username,
        String displayName,
        Optional<Locale> language,
        List<EmailAddress> mail,
        Set<GroupName> groups,
        SourceState state) {
    public Sourced {
        mail = List.copyOf(mail);
        groups = Set.copyOf(groups);
        if (state == SourceState.GONE) {
            throw new IllegalArgumentException("of somebody who is gone nothing is said");
        }
    }

    Owned owned() {
        var fields = EnumSet.of(SourceField.USER_NAME, SourceField.DISPLAY_NAME);
        if (language.isPresent()) {
            fields.add(SourceField.LANGUAGE);
        }
        if (!mail.isEmpty()) {
            fields.add(SourceField.CONTACT);
        }
        return new Owned(fields, groups);
    }
}
