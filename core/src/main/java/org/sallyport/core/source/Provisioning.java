package org.sallyport.core.source;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Makes accounts what their sources say of them, one person a transaction. Whatever it does may be done again: the
/// same said twice changes nothing the second time. Thread-safe.
public final class Provisioning {
    private final Store store;
    private final Planner planner;
    private final Mfa mfa;
    private final Revocations revocations;
    private final SecretGenerator generator;
    private final InstantSource clock;

    /// @param rules by which rule people of a source and accounts that are there become one
    public Provisioning(
            Store store,
            Mfa mfa,
            Revocations revocations,
            SecretGenerator generator,
            InstantSource clock,
            Function<SourceName, Merge> rules) {
        this.store = store;
        this.planner = new Planner(rules, new MailMatches(store));
        this.mfa = mfa;
        this.revocations = revocations;
        this.generator = generator;
        this.clock = clock;
    }

    /// What [#take] would come to. Changes nothing.
    public Provisioned check(Sourced said) {
        planner.prepare(said.key().source());
        return store.look(books -> planner.plan(books, said, clock.instant())).outcome();
    }

    /// Adds, changes, suspends or wakes whoever the source speaks of.
    ///
    /// @throws Unavailable when it cannot be kept now, also since somebody else has just changed the account
    public Provisioned take(Sourced said, Actor by) {
        return take(said.key().source(), Writing.of(said), by).orElseThrow();
    }

    /// What a source writes here of somebody, of whom something may stand here already. It may be asked more than once.
    public interface Writing {
        /// What the source says with it as everything stands in this transaction; empty where nothing follows from it.
        Optional<Sourced> said(Books books);

        /// Keeps it in its own words, with what was done about it or not at all. Not where that was nothing, since
        /// nobody can tell whose account it is or what else is to become of it.
        void keep(Books books);

        private static Writing of(Sourced said) {
            return new Writing() {
                @Override
                public Optional<Sourced> said(Books books) {
                    return Optional.of(said);
                }

                @Override
                public void keep(Books books) {}
            };
        }
    }

    /// The same with what is kept of it.
    ///
    /// @return empty where nothing followed
    /// @throws Unavailable likewise
    public Optional<Provisioned> take(SourceName source, Writing writing, Actor by) {
        planner.prepare(source);
        Instant now = clock.instant();
        return store.transact(books -> writing.said(books).map(said -> {
                    var plan = carriedOut(books, planner.plan(books, said, now), by, now);
                    if (!(plan.outcome() instanceof Provisioned.Conflict)) {
                        writing.keep(books);
                    }
                    return plan;
                }))
                .map(plan -> ended(plan, by));
    }

    /// What [#shutOut] would come to; empty for somebody without an account.
    public Optional<Provisioned> checkShutOut(SourceKey key, SourceState state) {
        return store.look(books -> planner.shutOut(books, key, state, clock.instant()))
                .map(Plan::outcome);
    }

    /// The source has disabled them, or does not have them any more, whatever else it says: they sign in nowhere until
    /// it says otherwise. All else of the account stays.
    ///
    /// @param state not [SourceState#PRESENT]
    /// @return empty for somebody without an account
    public Optional<Provisioned> shutOut(SourceKey key, SourceState state, Actor by) {
        return shutOut(key, state, by, _ -> {});
    }

    /// The same, and forgets with it what the source wrote of them, or neither.
    ///
    /// @param forget done for somebody without an account too
    public Optional<Provisioned> shutOut(SourceKey key, SourceState state, Actor by, Consumer<Books> forget) {
        Instant now = clock.instant();
        return store.transact(books -> {
                    forget.accept(books);
                    return planner.shutOut(books, key, state, now).map(plan -> carriedOut(books, plan, by, now));
                })
                .map(plan -> ended(plan, by));
    }

    /// The source says when their password was last set there. Whoever signed in with the one of before signs in again.
    public void passwordSet(SourceKey key, Instant set, Actor by) {
        if (store.look(books -> earlier(books, key, set)).isPresent()) {
            Instant now = clock.instant();
            store.transact(books -> {
                var earlier = earlier(books, key, set);
                earlier.ifPresent(before -> {
                    CredentialsBook.in(books)
                            .replace(new Credentials(before.account(), before.salt(), before.passwordDigest(), set));
                    BrowserSessions.in(books).removeAllOf(before.account());
                    RememberedDevices.in(books).removeAllOf(before.account());
                    Changes.in(books).changed(before.account());
                    var details = Map.of("source", key.source().value());
                    AuditLog.in(books)
                            .append(AuditEvent.of(AuditKind.ACCOUNT_PASSWORD_SET, before.account(), by, now, details));
                });
                return earlier.isPresent();
            });
        }
    }

    private static Optional<Credentials> earlier(Books books, SourceKey key, Instant set) {
        return SourceLinks.in(books)
                .find(key)
                .flatMap(link -> CredentialsBook.in(books).find(link.account()))
                .filter(credentials ->
                        set.toEpochMilli() > credentials.passwordChanged().toEpochMilli());
    }

    // Behind the transaction, so that no server that is asked to close something can hold it up.
    private Provisioned ended(Plan plan, Actor by) {
        if (plan instanceof Plan.Of of && of.outcome() instanceof Provisioned.Suspended) {
            revocations.closeAll(of.after(), by);
        }
        return plan.outcome();
    }

    private Plan carriedOut(Books books, Plan plan, Actor by, Instant now) {
        switch (plan) {
            case Plan.Clash(var conflict) -> keep(books, conflict, by, now);
            case Plan.Of of -> {
                if (of.before().isEmpty()) {
                    add(books, of, by, now);
                } else {
                    change(books, of.before().get(), of, by, now);
                }
                if (of.movesLink()) {
                    SourceLinks.in(books).put(of.link());
                }
                of.conflict()
                        .ifPresentOrElse(
                                conflict -> keep(books, conflict, by, now),
                                () -> SourceConflicts.in(books).remove(of.link().key()));
            }
        }
        return plan;
    }

    private void add(Books books, Plan.Of plan, Actor by, Instant now) {
        var account = plan.after();
        // Nobody has a password here: the source has it, or an identity provider, or nobody.
        var credentials = new Credentials(account.id(), generator.bytes(Credentials.SALT_BYTES), Optional.empty(), now);
        if (!Accounts.in(books).add(account, credentials)) {
            throw new Unavailable("store", "somebody else has just added " + account.username());
        }
        Changes.in(books).changed(account.id());
        var details = said(plan.link());
        details.put("name", account.username().canonical());
        details.put("role", account.role().name());
        append(books, AuditKind.ACCOUNT_ADDED, account, by, now, details);
    }

    private void change(Books books, Account before, Plan.Of plan, Actor by, Instant now) {
        var after = plan.after();
        if (plan.linkBefore().isEmpty()) {
            append(books, AuditKind.SOURCE_LINKED, after, by, now, said(plan.link()));
        }
        if (after.equals(before)) {
            return;
        }
        if (!Accounts.in(books).replace(after)) {
            throw new Unavailable("store", "account " + after.id() + " is being changed by somebody else");
        }
        Changes.in(books).changed(after.id());
        if (before.status() != after.status()) {
            changeStatus(books, plan, by, now);
        }
        if (!before.profile().equals(after.profile()) || !before.username().equals(after.username())) {
            append(books, AuditKind.PROFILE_CHANGED, after, by, now, changes(before, plan));
            mfa.tellIfExempt(books, before, after, now);
        }
        if (!before.contact().equals(after.contact())) {
            changeContact(books, before, plan, by, now);
        }
    }

    private static void changeStatus(Books books, Plan.Of plan, Actor by, Instant now) {
        var account = plan.after();
        var details = said(plan.link());
        details.put("state", plan.link().state().code());
        if (account.isActive()) {
            append(books, AuditKind.ACCOUNT_WOKEN, account, by, now, details);
        } else {
            RememberedDevices.in(books).removeAllOf(account.id());
            BrowserSessions.in(books).removeAllOf(account.id());
            append(books, AuditKind.ACCOUNT_SUSPENDED, account, by, now, details);
        }
    }

    private static Map<String, String> changes(Account before, Plan.Of plan) {
        var details = said(plan.link());
        var fields = new TreeSet<>(plan.fields());
        fields.remove(SourceField.CONTACT.code());
        fields.remove("link");
        details.put("fields", String.join(" ", fields));
        details.put("groups-before", groups(before));
        details.put("groups", groups(plan.after()));
        if (!before.username().equals(plan.after().username())) {
            details.put("name-before", before.username().canonical());
            details.put("name", plan.after().username().canonical());
        }
        return details;
    }

    private static String groups(Account account) {
        return account.profile().groups().stream()
                .sorted()
                .map(GroupName::value)
                .collect(Collectors.joining(";"));
    }

    // Whoever reads the earlier address hears of it, and so does the new one.
    private static void changeContact(Books books, Account before, Plan.Of plan, Actor by, Instant now) {
        append(books, AuditKind.CONTACT_ADDED, plan.after(), by, now, said(plan.link()));
        var present = plan.after().contact().map(Contact::address);
        if (before.contact().isPresent() && present.isPresent()) {
            var values = Map.of("address", present.get().masked());
            OwnersMail.tell(books, Notice.Kind.CONTACT_CHANGED, before, values, now, List.of(present.get()));
        }
    }

    private static void keep(Books books, SourceConflict conflict, Actor by, Instant now) {
        var before = SourceConflicts.in(books).find(conflict.key());
        if (before.filter(conflict::equals).isPresent()) {
            return;
        }
        SourceConflicts.in(books).put(conflict);
        if (before.filter(conflict::isAbout).isEmpty()) {
            var details = new HashMap<String, String>();
            details.put("source", conflict.key().source().value());
            details.put("external-id", conflict.key().externalId());
            details.put("name", conflict.username().canonical());
            details.put("reason", conflict.why().code());
            AuditLog.in(books).append(new AuditEvent(now, AuditKind.SOURCE_CONFLICT, conflict.with(), by, details));
        }
    }

    private static Map<String, String> said(SourceLink link) {
        var details = new HashMap<String, String>();
        details.put("source", link.key().source().value());
        details.put("external-id", link.key().externalId());
        return details;
    }

    private static void append(
            Books books, AuditKind kind, Account account, Actor by, Instant now, Map<String, String> details) {
        AuditLog.in(books).append(AuditEvent.of(kind, account.id(), by, now, details));
    }
}
