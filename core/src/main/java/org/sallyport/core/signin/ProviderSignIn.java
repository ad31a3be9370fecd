package org.sallyport.core.signin;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.method.ProviderFactor;
import org.sallyport.core.method.TryGate;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.source.Provisioned;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.Sourced;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.throttle.KnownSources;

/// Judges whoever comes from an identity provider. That they signed in there stands for name and account password; a
/// second factor that they proved there counts where the organisation takes the provider's word for it, and is then
/// registered as a method of theirs. Thread-safe.
public final class ProviderSignIn {
    private final Store store;
    private final Mfa mfa;
    private final Provisioning provisioning;
    private final Set<SourceName> creating;
    private final InstantSource clock;

    /// @param creating the providers that make an account for whoever has none
    public ProviderSignIn(
            Store store, Mfa mfa, Provisioning provisioning, Set<SourceName> creating, InstantSource clock) {
        this.store = store;
        this.mfa = mfa;
        this.provisioning = provisioning;
        this.creating = Set.copyOf(creating);
        this.clock = clock;
    }

    /// Judges somebody who is nobody here yet. An account that is theirs by now, and what the provider says of them,
    /// are taken in first, in a transaction of their own.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public ProviderStep signIn(ProviderProof proof, Source from) {
        var key = proof.said().key();
        var kept = provision(proof);
        return store.transact(books -> {
            var account = linked(books, key);
            var step = account.isEmpty()
                    ? new ProviderStep.Refused(kept.orElse(ProviderStep.Why.NOT_KNOWN))
                    : enter(books, account.get(), proof);
            note(books, key, account, step, from);
            return step;
        });
    }

    /// Judges the proof of somebody who is signed in as this account: the second factor once more, or for the first
    /// time in their session.
    ///
    /// @throws org.sallyport.core.store.Unavailable when nobody can tell
    public ProviderStep secondFactor(AccountId account, ProviderProof proof, Source from) {
        var key = proof.said().key();
        return store.transact(books -> {
            var owner = linked(books, key).filter(found -> found.id().equals(account));
            var step = owner.isEmpty()
                    ? new ProviderStep.Refused(ProviderStep.Why.SOMEBODY_ELSE)
                    : again(books, owner.get(), proof);
            noteFactor(books, key, account, step, from);
            return step;
        });
    }

    /// The account that somebody of a provider has here, if any.
    public Optional<AccountId> accountOf(SourceKey key) {
        return store.look(books -> linked(books, key)).map(Account::id);
    }

    /// Whether a provider's second factor is registered for this account.
    public static boolean isRegistered(List<Method> held, SourceName provider) {
        return held.stream().anyMatch(method -> isOf(method, provider));
    }

    private static boolean isOf(Method method, SourceName provider) {
        return method instanceof ProviderFactor factor && factor.provider().equals(provider.value());
    }

    // Empty where an account is theirs, or may be made; otherwise why it is not.
    private Optional<ProviderStep.Why> provision(ProviderProof proof) {
        var said = proof.said();
        var outcome = provisioning.check(said);
        if (outcome instanceof Provisioned.Created
                && !creating.contains(said.key().source())) {
            return Optional.of(ProviderStep.Why.NOT_KNOWN);
        }
        var elsewhere = outcome.about().flatMap(account -> keptElsewhere(said.key(), account));
        if (elsewhere.filter(Kept::isLinked).isPresent()) {
            return Optional.empty();
        }
        var taken = elsewhere.map(kept -> asKept(said, kept.account())).orElse(said);
        return provisioning.take(taken, new Actor.Sallyport()) instanceof Provisioned.Conflict
                ? Optional.of(ProviderStep.Why.UNDECIDED)
                : Optional.empty();
    }

    private record Kept(Account account, boolean isLinked) {}

    // What somebody is called and which groups they are in is for the source that brought them, where there is one:
    // two that say it otherwise would rename them back and forth.
    private Optional<Kept> keptElsewhere(SourceKey key, AccountId id) {
        return store.look(books -> {
            var links = SourceLinks.in(books).of(id);
            boolean isElsewhere =
                    links.stream().anyMatch(link -> !link.key().source().equals(key.source()));
            boolean isLinked = links.stream().anyMatch(link -> link.key().equals(key));
            return isElsewhere
                    ? Accounts.in(books).find(id).map(account -> new Kept(account, isLinked))
                    : Optional.empty();
        });
    }

    private static Sourced asKept(Sourced said, Account account) {
        var mail = account.contact().map(Contact::address).filter(said.mail()::contains);
        return new Sourced(
                said.key(),
                account.username(),
                account.profile().displayName(),
                Optional.empty(),
                mail.stream().toList(),
                Set.of(),
                said.state());
    }

    private static Optional<Account> linked(Books books, SourceKey key) {
        return SourceLinks.in(books)
                .find(key)
                .flatMap(link -> Accounts.in(books).find(link.account()));
    }

    private ProviderStep enter(Books books, Account account, ProviderProof proof) {
        if (!account.isActive()) {
            return new ProviderStep.Refused(ProviderStep.Why.ACCOUNT_DISABLED);
        }
        Instant now = clock.instant();
        boolean isRequired = mfa.standing(books, account).state() != MfaState.DISABLED;
        var factor = proof.secondFactorAt().filter(_ -> isRequired);
        factor.ifPresent(_ -> register(books, account, proof.said().key().source(), now));
        var next = factor.isPresent() ? PasswordStep.Next.DONE : SignIn.next(mfa.standing(books, account), now);
        var changed = CredentialsBook.in(books)
                .find(account.id())
                .map(Credentials::passwordChanged)
                .orElse(Instant.EPOCH);
        return new ProviderStep.Accepted(account, next, changed, factor);
    }

    private ProviderStep again(Books books, Account owner, ProviderProof proof) {
        if (proof.secondFactorAt().isEmpty()) {
            return new ProviderStep.Refused(ProviderStep.Why.NO_SECOND_FACTOR);
        }
        return enter(books, owner, proof);
    }

    // The first time it is registered as any method is: from now on the account password opens no app.
    private static void register(Books books, Account account, SourceName provider, Instant now) {
        var held = Methods.in(books).heldBy(account.id());
        if (isRegistered(held, provider)) {
            return;
        }
        var method = new ProviderFactor(MethodId.fresh(), account.id(), "", provider.value(), now);
        var values = Map.of("method", method.kind().code());
        var kind = held.isEmpty() ? Notice.Kind.METHOD_REGISTERED : Notice.Kind.METHOD_ADDED;
        OwnersMail.tell(books, kind, account, values, now);
        Methods.in(books).add(method);
        Changes.in(books).changed(account.id());
        var details = Map.of("method", method.kind().code(), "provider", provider.value());
        AuditLog.in(books)
                .append(AuditEvent.of(
                        AuditKind.METHOD_REGISTERED, account.id(), new Actor.Person(account.id()), now, details));
    }

    private void note(Books books, SourceKey key, Optional<Account> account, ProviderStep step, Source from) {
        Instant now = clock.instant();
        var details = new HashMap<>(
                Map.of("source", from.toString(), "provider", key.source().value()));
        switch (step) {
            case ProviderStep.Accepted accepted -> {
                var who = accepted.account().id();
                if (accepted.secondFactorAt().isPresent()) {
                    TryGate.switchOn(books, who);
                    details.put("second-factor", "proved-there");
                }
                details.put("next", accepted.next().code());
                // Whoever signs in here can use their apps here, whatever strangers are trying elsewhere.
                from.prefix()
                        .map(prefix -> new KnownSources.Sighting(who, prefix, now))
                        .ifPresent(sighting -> KnownSources.in(books).seen(List.of(sighting)));
                AuditLog.in(books)
                        .append(AuditEvent.of(
                                AuditKind.SIGN_IN_PROVIDER_ACCEPTED, who, new Actor.Person(who), now, details));
            }
            case ProviderStep.Refused(var why) -> {
                details.put("reason", why.code());
                details.put("external-id", key.externalId());
                AuditLog.in(books)
                        .append(new AuditEvent(
                                now,
                                AuditKind.SIGN_IN_REJECTED,
                                account.map(Account::id),
                                new Actor.Stranger(),
                                details));
            }
        }
    }

    private void noteFactor(Books books, SourceKey key, AccountId account, ProviderStep step, Source from) {
        var details = new HashMap<>(Map.of(
                "method", Method.Kind.PROVIDER_FACTOR.code(),
                "source", from.toString(),
                "provider", key.source().value()));
        var kind = switch (step) {
            case ProviderStep.Accepted _ -> {
                TryGate.switchOn(books, account);
                details.put("outcome", "accepted");
                yield AuditKind.SECOND_FACTOR_ACCEPTED;
            }
            case ProviderStep.Refused(var why) -> {
                details.put("outcome", why.code());
                yield AuditKind.SECOND_FACTOR_REJECTED;
            }
        };
        AuditLog.in(books).append(AuditEvent.of(kind, account, new Actor.Person(account), clock.instant(), details));
    }
}
