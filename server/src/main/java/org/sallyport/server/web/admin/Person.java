package org.sallyport.server.web.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.store.Books;

/// Somebody as an admin sees them.
///
/// @param known what holds for them; empty where a row that says so was altered, so that nobody can tell
public record Person(Account account, Optional<Known> known) {
    /// @param decidedBy the requirement that decides for them, if any
    record Known(MfaStanding standing, Optional<Requirement> decidedBy) {}

    static Person of(Books books, Mfa mfa, Account account) {
        var known = new Known(mfa.standing(books, account), mfa.requirementFor(books, account));
        return new Person(account, Optional.of(known));
    }

    static Person unreadable(Account account) {
        return new Person(account, Optional.empty());
    }

    public boolean isReadable() {
        return known.isPresent();
    }

    public MfaStanding standing() {
        return known.orElseThrow().standing();
    }

    private Optional<Requirement> decidedBy() {
        return known.flatMap(Known::decidedBy);
    }

    public String id() {
        return account.id().toString();
    }

    public String name() {
        return account.profile().displayName();
    }

    public String username() {
        return account.username().canonical();
    }

    public MfaState state() {
        return standing().state();
    }

    public Optional<Instant> graceEnds() {
        return standing().graceEnds();
    }

    public boolean isActive() {
        return account.isActive();
    }

    /// Whether a source of theirs keeps them from signing in.
    public boolean isSuspended() {
        return account.status() == Account.Status.SUSPENDED;
    }

    public List<String> groups() {
        return account.profile().groups().stream()
                .sorted()
                .map(GroupName::value)
                .toList();
    }

    public String contact() {
        return account.contact().map(Contact::address).map(EmailAddress::masked).orElse("");
    }

    /// What was decided for this person alone.
    public Choice ownChoice() {
        return decidedBy()
                .filter(r -> r.subject() instanceof Subject.Person)
                .map(r -> Choice.of(r.required()))
                .orElse(Choice.LEAVE);
    }

    /// For whom the deciding requirement was set, as the end of a message key.
    public String decidedForKind() {
        return isByRole() ? "role" : kindOfDecided();
    }

    // Required of them though nothing that was decided says so.
    private boolean isByRole() {
        return state() != MfaState.DISABLED
                && decidedBy()
                        .filter(r -> r.required() == MfaState.Required.YES)
                        .isEmpty();
    }

    private String kindOfDecided() {
        return decidedBy()
                .map(r -> switch (r.subject()) {
                    case Subject.Person person -> "person";
                    case Subject.Group group -> "group";
                    case Subject.Everybody everybody -> "everybody";
                })
                .orElse("nobody");
    }

    /// The group that decides; empty where none does.
    public String decidedForGroup() {
        return decidedBy()
                .map(Requirement::subject)
                .map(subject -> subject instanceof Subject.Group(GroupName name) ? name.value() : "")
                .orElse("");
    }
}
