package org.sallyport.core.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.staff.Staff;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Judges what programs present. Thread-safe.
public final class Programs {
    /// How long an access token lasts.
    public static final Duration ACCESS = Duration.ofMinutes(15);

    /// So many access tokens of one client are good at once; the oldest makes room.
    static final int MOST_ACCESS = 20;

    /// Latest uses are kept to this.
    private static final Duration USE_KEPT_TO = Duration.ofMinutes(1);

    /// A token that is refused is in the audit log so often.
    private static final Duration REFUSAL_NOTED = Duration.ofHours(1);

    private static final int MOST_REFUSALS = 1_000;

    private final Store store;
    private final Keyset keyset;
    private final SecretGenerator generator;
    private final Staff staff;
    private final InstantSource clock;
    private final Map<String, Instant> refusals = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_REFUSALS;
        }
    };

    public Programs(Store store, Keyset keyset, SecretGenerator generator, Staff staff, InstantSource clock) {
        this.store = store;
        this.keyset = keyset;
        this.generator = generator;
        this.staff = staff;
        this.clock = clock;
    }

    /// Judges a personal token or an access token. The secret of a client opens nothing here.
    public Admission admit(Secret presented, Source source) {
        var kind = TokenText.kindOf(presented);
        if (kind.isEmpty() || kind.get() == ApiToken.Kind.CLIENT) {
            return new Admission.Refused(Admission.Why.UNKNOWN);
        }
        return admit(presented, source, Optional.empty());
    }

    /// Gives a client an access token for its secret (RFC 6749 section 4.4).
    ///
    /// @param wanted empty for all that the client is for
    public Admission.Exchange exchange(UUID client, Secret presented, Set<Permission> wanted, Source source) {
        var isClient = TokenText.kindOf(presented).filter(ApiToken.Kind.CLIENT::equals);
        if (isClient.isEmpty()
                || !(admit(presented, source, Optional.of(client)) instanceof Admission.Admitted(var program))) {
            return new Admission.Exchange.BadClient();
        }
        var allowed = program.duties();
        var scopes = wanted.isEmpty() ? allowed : wanted;
        if (scopes.isEmpty() || !allowed.containsAll(scopes)) {
            return new Admission.Exchange.BadScope(allowed);
        }
        Instant now = clock.instant();
        var secret = TokenText.make(ApiToken.Kind.ACCESS, generator);
        var root = program.token();
        var ends = now.plus(ACCESS);
        var token = new ApiToken(
                UUID.randomUUID(),
                new ApiToken.Holder(root.maker(), ApiToken.Kind.ACCESS, root.id()),
                root.allowance().withScopes(scopes),
                TokenDesk.digest(keyset, keyset.primaryId(), secret),
                now,
                ends.isBefore(root.expires()) ? ends : root.expires(),
                Optional.empty());
        boolean given = store.transact(books -> give(books, token));
        return given ? new Admission.Exchange.Given(token, secret) : new Admission.Exchange.BadClient();
    }

    // Whoever revokes the client meanwhile leaves nothing that hangs on it.
    private static boolean give(Books books, ApiToken token) {
        var all = ApiTokens.in(books).of(token.maker());
        if (all.stream().noneMatch(one -> one.id().equals(token.holder().root()))) {
            return false;
        }
        var others = all.stream()
                .filter(one -> one.kind() == ApiToken.Kind.ACCESS)
                .filter(one -> one.holder().root().equals(token.holder().root()))
                .sorted(Comparator.comparing(ApiToken::made).reversed())
                .toList();
        others.stream()
                .skip(MOST_ACCESS - 1L)
                .forEach(one -> ApiTokens.in(books).remove(one.id()));
        ApiTokens.in(books).add(token);
        return true;
    }

    /// Forgets what expired a while ago.
    public void sweep() {
        var before = clock.instant().minus(Duration.ofDays(1));
        store.transact(books -> {
            ApiTokens.in(books).sweep(before);
            KeptAnswers.in(books).sweep(before);
            return true;
        });
    }

    private Admission admit(Secret presented, Source source, Optional<UUID> id) {
        Instant now = clock.instant();
        var found = store.transact(books -> find(books, presented));
        if (found.isEmpty() || id.filter(found.get().token().id()::equals).isEmpty() && id.isPresent()) {
            return new Admission.Refused(Admission.Why.UNKNOWN);
        }
        var token = found.get().token();
        // Who counts as what is looked up behind it, as for visitors of the pages.
        var program = found.get()
                .maker()
                .map(maker -> new Program(token, maker, staff.roleOf(maker)))
                .filter(one -> one.role().isStaff());
        var why = whyNot(token, program, source, now);
        if (why.isPresent()) {
            note(token, why.get(), source, now);
            return new Admission.Refused(why.get());
        }
        if (token.lastUsed().filter(at -> now.isBefore(at.plus(USE_KEPT_TO))).isEmpty()) {
            store.transact(books -> {
                ApiTokens.in(books).used(token.holder().root(), now);
                ApiTokens.in(books).used(token.id(), now);
                return true;
            });
        }
        return new Admission.Admitted(program.orElseThrow());
    }

    /// @param maker empty where they are disabled or gone
    private record Found(ApiToken token, Optional<Account> maker) {}

    private Optional<Found> find(Books books, Secret presented) {
        return keyset.keys().stream()
                .map(key -> ApiTokens.in(books).find(TokenDesk.digest(keyset, key.id(), presented)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(token ->
                        new Found(token, Accounts.in(books).find(token.maker()).filter(Account::isActive)));
    }

    private static Optional<Admission.Why> whyNot(
            ApiToken token, Optional<Program> program, Source source, Instant now) {
        if (token.isExpired(now)) {
            return Optional.of(Admission.Why.EXPIRED);
        }
        if (!token.allowance().isTakenFrom(source)) {
            return Optional.of(Admission.Why.FROM_ELSEWHERE);
        }
        return program.isEmpty() ? Optional.of(Admission.Why.MAKER_WITHOUT_A_ROLE) : Optional.empty();
    }

    private void note(ApiToken token, Admission.Why why, Source source, Instant now) {
        synchronized (refusals) {
            var last = refusals.get(token.id() + why.code());
            if (last != null && now.isBefore(last.plus(REFUSAL_NOTED))) {
                return;
            }
            refusals.put(token.id() + why.code(), now);
        }
        var details = Map.of(
                "token", token.holder().root().toString(),
                "label", token.allowance().name(),
                "why", why.code(),
                "source", source.toString());
        store.transact(books -> {
            AuditLog.in(books)
                    .append(AuditEvent.of(
                            AuditKind.API_TOKEN_REFUSED, token.maker(), new Actor.Stranger(), now, details));
            return true;
        });
    }
}
