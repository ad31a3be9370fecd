package org.sallyport.server.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.server.web.admin.Person;

/// Somebody, as programs see them.
///
/// @param id permanent, and never used again
/// @param contact the mail address on record, masked
public record PersonView(
        String id,
        String userName,
        Profile profile,
        String role,
        String status,
        Optional<String> contact,
        MfaView mfa) {
    /// What is on record.
    public record Profile(String displayName, String language, List<String> groups) {}

    /// @param state disabled, enabled or enforced
    /// @param graceEnds until when it can be put off
    /// @param own what was decided for this person alone: require, exempt or leave
    /// @param decidedFor whose requirement decides: person, group, everybody or nobody
    /// @param group that decides, where one does
    public record MfaView(
            String state, Optional<Instant> graceEnds, String own, String decidedFor, Optional<String> group) {}

    static PersonView of(Person person) {
        var account = person.account();
        return new PersonView(
                person.id(),
                person.username(),
                new Profile(person.name(), account.profile().language().toLanguageTag(), person.groups()),
                account.role().code(),
                Query.code(account.status()),
                some(person.contact()),
                new MfaView(
                        Query.code(person.state()),
                        person.graceEnds(),
                        person.ownChoice().code(),
                        person.decidedForKind(),
                        some(person.decidedForGroup())));
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
