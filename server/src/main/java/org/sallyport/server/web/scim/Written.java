package org.sallyport.server.web.scim;

import de.captaingoldfish.scim.sdk.common.constants.ScimType;
import de.captaingoldfish.scim.sdk.common.exceptions.BadRequestException;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.Name;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.MultiComplexNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Text;
import org.sallyport.core.account.Username;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;

/// Reads what was written of a person or a group as a source of accounts says it.
final class Written {
    private static final int LONGEST_NAME = 100;
    private static final Set<String> LANGUAGES = Set.of("el", "en");

    private Written() {}

    static Sourced person(SourceKey key, User user, Set<GroupName> groups, SourceState state) {
        var username = username(user);
        return new Sourced(
                key,
                username,
                displayName(user).orElse(username.canonical()),
                language(user),
                mail(user),
                groups,
                state);
    }

    /// Whether they may sign in, as it was written.
    static SourceState state(User user) {
        return user.isActive().orElse(true) ? SourceState.PRESENT : SourceState.DISABLED;
    }

    static Username username(User user) {
        return user.getUserName()
                .flatMap(Username::parse)
                .orElseThrow(() -> new BadRequestException(
                        "userName needs 1 to 254 characters without blanks", ScimType.RFC7644.INVALID_VALUE));
    }

    static GroupName group(Optional<String> displayName) {
        try {
            return new GroupName(displayName.orElse(""));
        } catch (IllegalArgumentException unusable) {
            throw new BadRequestException(
                    "displayName of a group needs 1 to 64 characters on one line", ScimType.RFC7644.INVALID_VALUE);
        }
    }

    private static Optional<String> displayName(User user) {
        return Stream.of(
                        user.getDisplayName(),
                        user.getName().flatMap(Name::getFormatted),
                        user.getName().map(Written::joined))
                .flatMap(Optional::stream)
                .map(name -> Text.clipped(name, LONGEST_NAME))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static String joined(Name name) {
        return name.getGivenName().orElse("") + " " + name.getFamilyName().orElse("");
    }

    private static Optional<Locale> language(User user) {
        return Stream.of(user.getPreferredLanguage(), user.getLocale())
                .flatMap(Optional::stream)
                .map(tag -> Locale.forLanguageTag(tag.replace('_', '-')).getLanguage())
                .filter(LANGUAGES::contains)
                .map(Locale::of)
                .findFirst();
    }

    // The one that is said to be the first comes first; what is no address is left out.
    private static List<EmailAddress> mail(User user) {
        return user.getEmails().stream()
                .sorted(Comparator.comparing(MultiComplexNode::isPrimary).reversed())
                .flatMap(mail -> mail.getValue().stream())
                .flatMap(text -> EmailAddress.parse(text).stream())
                .distinct()
                .toList();
    }
}
