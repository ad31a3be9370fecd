package org.sallyport.core.source;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Books;

/// Finds out what follows from what a source says, and changes nothing.
final class Planner {
    private final Function<SourceName, Merge> rules;
    private final MailMatches mail;

    Planner(Function<SourceName, Merge> rules, MailMatches mail) {
        this.rules = rules;
        this.mail = mail;
    }

    /// Gets ready for a transaction that is about to ask about this source.
    void prepare(SourceName source) {
        if (rules.apply(source) == Merge.SAME_MAIL) {
            mail.follow();
        }
    }

    Plan plan(Books books, Sourced said, Instant now) {
        var link = SourceLinks.in(books).find(said.key());
        var linked = link.flatMap(known -> Accounts.in(books).find(known.account()));
        if (linked.isPresent()) {
            return changed(books, said, linked.get(), link, now);
        }
        return switch (matched(books, said, now)) {
            case Match.Nobody() -> added(said, now);
            case Match.Somebody(var account) -> changed(books, said, account, Optional.empty(), now);
            case Match.Unclear(var why, var with) -> new Plan.Clash(conflict(books, said, why, with, now));
        };
    }

    /// What follows when the source says of them only that they may not sign in; empty for somebody without a link.
    Optional<Plan> shutOut(Books books, SourceKey key, SourceState state, Instant now) {
        return SourceLinks.in(books)
                .find(key)
                .flatMap(link -> Accounts.in(books).find(link.account()).map(account -> {
                    var after = link.said(state, link.owned(), now);
                    var standing = standing(books, account, after);
                    var conflict = standing.keptOwner()
                            ? Optional.of(conflict(
                                    books,
                                    key,
                                    account.username(),
                                    account.profile().displayName(),
                                    now))
                            : Optional.<SourceConflict>empty();
                    return new Plan.Of(
                            Optional.of(account),
                            account.withStatus(standing.status()),
                            Optional.of(link),
                            after,
                            conflict);
                }));
    }

    private sealed interface Match {
        record Nobody() implements Match {}

        record Somebody(Account account) implements Match {}

        record Unclear(SourceConflict.Why why, Optional<AccountId> with) implements Match {}
    }

    private Match matched(Books books, Sourced said, Instant now) {
        var named = Accounts.in(books).named(said.username());
        var found = switch (rules.apply(said.key().source())) {
            case NEVER -> List.<Account>of();
            case SAME_USERNAME -> named.stream().toList();
            case SAME_MAIL -> mail.find(books, said.mail());
        };
        if (found.size() > 1) {
            return new Match.Unclear(SourceConflict.Why.SEVERAL, Optional.empty());
        }
        var one = found.stream().findFirst().or(() -> named);
        if (one.isEmpty()) {
            // Whoever was deleted here does not come back because a source still has them.
            return Tombstones.in(books).cover(said.username(), now)
                    ? new Match.Unclear(SourceConflict.Why.NAME_TAKEN, Optional.empty())
                    : new Match.Nobody();
        }
        var account = one.get();
        boolean isTheirs = SourceLinks.in(books).of(account.id()).stream()
                .anyMatch(link -> link.key().source().equals(said.key().source()));
        if (isTheirs) {
            return new Match.Unclear(SourceConflict.Why.LINKED_ALREADY, Optional.of(account.id()));
        }
        // Nobody is behind a device, so nobody's account is linked to it.
        if (found.isEmpty() || account.isDevice()) {
            return new Match.Unclear(SourceConflict.Why.NAME_TAKEN, Optional.of(account.id()));
        }
        return account.role().isStaff()
                ? new Match.Unclear(SourceConflict.Why.STAFF, Optional.of(account.id()))
                : new Match.Somebody(account);
    }

    private static Plan added(Sourced said, Instant now) {
        var account = new Account(
                AccountId.fresh(),
                said.username(),
                new Profile(said.displayName(), said.language().orElse(Locale.ENGLISH), said.groups()),
                Account.Role.PERSON,
                said.state() == SourceState.PRESENT ? Account.Status.ACTIVE : Account.Status.SUSPENDED,
                said.mail().stream().findFirst().map(Contact::onRecord),
                0);
        var link = new SourceLink(account.id(), said.key(), said.state(), now, now, said.owned());
        return new Plan.Of(Optional.empty(), account, Optional.empty(), link, Optional.empty());
    }

    private static Plan changed(Books books, Sourced said, Account account, Optional<SourceLink> before, Instant now) {
        var link = before.map(known -> known.said(said.state(), said.owned(), now))
                .orElseGet(() -> new SourceLink(account.id(), said.key(), said.state(), now, now, said.owned()));
        var standing = standing(books, account, link);
        var taken = Accounts.in(books)
                .named(said.username())
                .map(Account::id)
                .filter(holder -> !holder.equals(account.id()));
        var after = new Account(
                account.id(),
                taken.isPresent() ? account.username() : said.username(),
                new Profile(
                        said.displayName(),
                        said.language().orElse(account.profile().language()),
                        groups(books, account, before, said)),
                account.role(),
                standing.status(),
                contact(account, said.mail()),
                account.revision());
        Optional<SourceConflict> conflict = standing.keptOwner()
                ? Optional.of(conflict(books, said, SourceConflict.Why.LAST_OWNER, Optional.of(account.id()), now))
                : taken.map(holder -> conflict(books, said, SourceConflict.Why.NAME_TAKEN, Optional.of(holder), now));
        return new Plan.Of(Optional.of(account), after, before, link, conflict);
    }

    /// @param keptOwner whether it stays active only because nobody else has the rights of an owner
    private record Standing(Account.Status status, boolean keptOwner) {}

    private static Standing standing(Books books, Account account, SourceLink link) {
        var others = SourceLinks.in(books).of(account.id()).stream()
                .filter(other -> !other.key().equals(link.key()));
        boolean isPresent = Stream.concat(others, Stream.of(link)).allMatch(one -> one.state() == SourceState.PRESENT);
        return switch (account.status()) {
            case DISABLED -> new Standing(Account.Status.DISABLED, false);
            case SUSPENDED -> new Standing(isPresent ? Account.Status.ACTIVE : Account.Status.SUSPENDED, false);
            case ACTIVE -> {
                boolean isKept = !isPresent && account.role().isStaff() && Owners.isLast(books, account.id());
                yield new Standing(isPresent || isKept ? Account.Status.ACTIVE : Account.Status.SUSPENDED, isKept);
            }
        };
    }

    // The source's own groups come and go with it; those of other sources, and what was added here, stay.
    private static Set<GroupName> groups(Books books, Account account, Optional<SourceLink> before, Sourced said) {
        var groups = new HashSet<>(account.profile().groups());
        before.ifPresent(link -> groups.removeAll(link.owned().groups()));
        SourceLinks.in(books).of(account.id()).stream()
                .filter(link -> !link.key().equals(said.key()))
                .forEach(link -> groups.addAll(link.owned().groups()));
        groups.addAll(said.groups());
        return groups;
    }

    // What a person gave and proved is theirs; what the organisation has is the source's.
    private static Optional<Contact> contact(Account account, List<EmailAddress> mail) {
        var known = account.contact();
        boolean isTheirs = known.filter(contact -> contact.origin() == Contact.Origin.PERSON)
                .isPresent();
        if (mail.isEmpty() || isTheirs) {
            return known;
        }
        return known.map(Contact::address).filter(mail.getFirst()::equals).isPresent()
                ? known
                : Optional.of(Contact.onRecord(mail.getFirst()));
    }

    private static SourceConflict conflict(
            Books books, Sourced said, SourceConflict.Why why, Optional<AccountId> with, Instant now) {
        return known(
                books,
                new SourceConflict(
                        said.key(), said.username(), said.displayName(), why, with, now, SourceConflict.Decision.OPEN));
    }

    private static SourceConflict conflict(
            Books books, SourceKey key, Username username, String displayName, Instant now) {
        var with = SourceLinks.in(books).find(key).map(SourceLink::account);
        return known(
                books,
                new SourceConflict(
                        key,
                        username,
                        displayName,
                        SourceConflict.Why.LAST_OWNER,
                        with,
                        now,
                        SourceConflict.Decision.OPEN));
    }

    // What an admin has decided about it, and since when it is there, goes on to hold.
    private static SourceConflict known(Books books, SourceConflict conflict) {
        return SourceConflicts.in(books)
                .find(conflict.key())
                .filter(conflict::isAbout)
                .map(before -> new SourceConflict(
                        conflict.key(),
                        conflict.username(),
                        conflict.displayName(),
                        conflict.why(),
                        conflict.with(),
                        before.since(),
                        before.decision()))
                .orElse(conflict);
    }
}
