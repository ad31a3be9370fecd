package org.sallyport.core.policy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// What holds for whom: the configuration file, above it what admins decided for everybody, above that what was decided
/// for groups, of several groups the stricter, above that what was decided for one person alone. A value that no key of
/// this release reads is passed over. Thread-safe.
public final class Policies {
    // More than admins make up; beyond it equal policies are no longer one object, and nothing else.
    private static final int MOST_SHARED = 10_000;

    private final Store store;
    private final Policy configured;
    private final Map<GroupName, Map<String, String>> configuredGroups = new HashMap<>();
    private final Set<String> fixed;
    private final InstantSource clock;
    private final Map<Map<String, String>, Policy> shared = new ConcurrentHashMap<>();

    /// Where everything can be decided.
    ///
    /// @param limits of the configuration file
    public Policies(Store store, Limits limits, InstantSource clock) {
        this(store, limits, clock, Set.of());
    }

    /// @param limits of the configuration file
    /// @param fixed the codes of keys about which the configuration file has the last word
    public Policies(Store store, Limits limits, InstantSource clock, Set<String> fixed) {
        this(store, limits, clock, fixed, MailboxCodes.never());
    }

    /// @param opened the mailboxes that app passwords open
    public Policies(Store store, Limits limits, InstantSource clock, Set<String> fixed, MailboxCodes opened) {
        this.store = store;
        this.fixed = Set.copyOf(fixed);
        this.clock = clock;
        this.configured = Policy.of(limits, opened);
        limits.terms().without().forEach(group -> configure(group, PolicyKeys.APP_PASSWORDS, "not-allowed"));
        limits.terms().targets().forEach(group -> configure(group, PolicyKeys.APP_PASSWORD_DELAY, "target"));
    }

    private void configure(GroupName group, PolicyKey<?> key, String value) {
        configuredGroups.computeIfAbsent(group, _ -> new HashMap<>()).put(key.code(), value);
    }

    /// The codes of keys about which nothing is decided here: what was decided before counts for nothing.
    public Set<String> fixed() {
        return fixed;
    }

    /// What the configuration file says for whoever is in no group.
    public Limits configured() {
        return configured.limits();
    }

    /// What holds for an account, in a transaction of its own.
    public Policy of(Account account) {
        return store.transact(books -> of(books, account));
    }

    /// What holds for an account as these books have it; one reading.
    public Policy of(Books books, Account account) {
        return composed(effectiveOf(books, account));
    }

    /// What holds for whoever is in no group, or in this group alone.
    public Policy of(Subject subject) {
        return composed(effective(subject));
    }

    /// What holds for an account, key by key.
    public List<Effective> effective(Account account) {
        return store.transact(books -> effectiveOf(books, account));
    }

    /// The same, key by key.
    ///
    /// @throws IllegalArgumentException for a person, for whom it takes the account
    public List<Effective> effective(Subject subject) {
        return switch (subject) {
            case Subject.Everybody() -> store.transact(books -> effective(books, List.of(), Set.of()));
            case Subject.Group(var name) -> store.transact(books -> effective(books, List.of(), Set.of(name)));
            case Subject.Person _ ->
                throw new IllegalArgumentException("what holds for somebody hangs on their groups");
        };
    }

    private List<Effective> effectiveOf(Books books, Account account) {
        var own = List.<Subject>of(new Subject.Person(account.id()));
        return effective(books, own, account.profile().groups());
    }

    /// Everything that was decided, by subject and code.
    public Map<Subject, Map<String, String>> decided() {
        return bySubject(store.transact(books -> PolicyBook.in(books).all()));
    }

    /// Decides for everybody, a group or one person: sets and clears what is different from before, with an audit row
    /// each.
    ///
    /// @param wanted by key; empty leaves the key to the next wider decision
    /// @throws IllegalArgumentException for what is no value
    public void decide(Subject subject, Map<PolicyKey<?>, Optional<String>> wanted, Actor by) {
        store.transact(books -> {
            decide(books, subject, wanted, by, Map.of());
            return true;
        });
    }

    /// The same as part of a transaction.
    ///
    /// @param said what the audit rows say besides
    public void decide(
            Books books,
            Subject subject,
            Map<PolicyKey<?>, Optional<String>> wanted,
            Actor by,
            Map<String, String> said) {
        var before = decided(books, subject);
        boolean changed = false;
        for (var each : wanted.entrySet()) {
            var own = Optional.ofNullable(before.get(each.getKey().code()));
            if (!own.equals(each.getValue())) {
                decide(books, subject, each.getKey(), own, each.getValue(), by, said);
                changed = true;
            }
        }
        if (changed && subject instanceof Subject.Person(var account)) {
            Changes.in(books).changed(account);
        } else if (changed) {
            Changes.in(books).everybodyChanged();
        }
    }

    /// Takes away what was decided for somebody whose account is going to be erased.
    public static void forget(Books books, AccountId account) {
        var person = new Subject.Person(account);
        PolicyBook.in(books)
                .about(List.of(person))
                .forEach(value -> PolicyBook.in(books).clear(person, value.code()));
    }

    /// What was decided for one subject itself, by code.
    public Map<String, String> decided(Books books, Subject subject) {
        return bySubject(PolicyBook.in(books).about(List.of(subject))).getOrDefault(subject, Map.of());
    }

    private void decide(
            Books books,
            Subject subject,
            PolicyKey<?> key,
            Optional<String> before,
            Optional<String> wanted,
            Actor by,
            Map<String, String> said) {
        var now = clock.instant();
        var details = new HashMap<>(said);
        var whom = subject instanceof Subject.Person(var account) ? Optional.of(account) : Optional.<AccountId>empty();
        details.put("subject", text(subject));
        details.put("key", key.code());
        before.ifPresent(value -> details.put("before", value));
        wanted.ifPresent(value -> details.put("after", value));
        wanted.ifPresentOrElse(
                value -> PolicyBook.in(books)
                        .set(new PolicyValue(
                                subject, key.code(), key.read(value).orElseThrow(IllegalArgumentException::new), now)),
                () -> PolicyBook.in(books).clear(subject, key.code()));
        var kind = wanted.isPresent() ? AuditKind.POLICY_SET : AuditKind.POLICY_CLEARED;
        AuditLog.in(books).append(new AuditEvent(now, kind, whom, by, details));
    }

    // In one reading, whatever there is.
    private List<Effective> effective(Books books, List<Subject> own, Set<GroupName> groups) {
        var subjects = new ArrayList<>(own);
        subjects.add(new Subject.Everybody());
        groups.forEach(group -> subjects.add(new Subject.Group(group)));
        var decided = bySubject(PolicyBook.in(books).about(subjects));
        // In the order of their names, so that of two with the same value the first is named.
        var sorted = new TreeSet<>(groups);
        var effective = new ArrayList<Effective>();
        for (var key : PolicyKeys.ALL) {
            effective.add(own.stream()
                    .flatMap(person -> decided(key, decided.get(person)).stream())
                    .findFirst()
                    .map(value -> new Effective(key, value, new Provenance.Person()))
                    .or(() -> ofGroups(key, sorted, decided))
                    .or(() -> decided(key, decided.get(new Subject.Everybody()))
                            .map(value -> new Effective(key, value, new Provenance.Everybody())))
                    .orElseGet(() -> new Effective(key, key.of(configured), new Provenance.Configured())));
        }
        return effective;
    }

    private Optional<Effective> ofGroups(
            PolicyKey<?> key, Collection<GroupName> groups, Map<Subject, Map<String, String>> decided) {
        return groups.stream()
                .flatMap(group -> decided(key, decided.get(new Subject.Group(group)))
                        .map(value -> new Effective(key, value, new Provenance.Group(group)))
                        .or(() -> value(key, configuredGroups.get(group))
                                .map(value -> new Effective(key, value, new Provenance.ConfiguredGroup(group))))
                        .stream())
                .reduce(Policies::stricter);
    }

    private static Effective stricter(Effective one, Effective other) {
        var value = one.key().stricter(one.value(), other.value());
        return new Effective(one.key(), value, value.equals(one.value()) ? one.from() : other.from());
    }

    private Optional<String> decided(PolicyKey<?> key, @Nullable Map<String, String> of) {
        return fixed.contains(key.code()) ? Optional.empty() : value(key, of);
    }

    private static Optional<String> value(PolicyKey<?> key, @Nullable Map<String, String> of) {
        return Optional.ofNullable(of).map(values -> values.get(key.code())).flatMap(key::read);
    }

    private Policy composed(List<Effective> effective) {
        var values = new LinkedHashMap<String, String>();
        effective.stream()
                .filter(one -> !one.isConfigured())
                .forEach(one -> values.put(one.key().code(), one.value()));
        if (values.isEmpty()) {
            return configured;
        }
        var known = shared.get(values);
        if (known != null) {
            return known;
        }
        var policy = configured;
        for (var one : effective) {
            policy = one.isConfigured() ? policy : one.key().into(policy, one.value());
        }
        if (shared.size() < MOST_SHARED) {
            shared.put(Map.copyOf(values), policy);
        }
        return policy;
    }

    private static Map<Subject, Map<String, String>> bySubject(List<PolicyValue> values) {
        var bySubject = new LinkedHashMap<Subject, Map<String, String>>();
        values.forEach(value ->
                bySubject.computeIfAbsent(value.subject(), _ -> new HashMap<>()).put(value.code(), value.value()));
        return bySubject;
    }

    private static String text(Subject subject) {
        return switch (subject) {
            case Subject.Everybody() -> "everybody";
            case Subject.Group(var name) -> "group " + name;
            case Subject.Person _ -> "person";
        };
    }
}
