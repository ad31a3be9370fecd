package org.sallyport.core.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.staff.Duties;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Where staff make tokens for programs, look at them and end them. Every change commits with its audit row and, where
/// one is made, the notice to its maker. Thread-safe.
public final class TokenDesk {
    /// So many personal tokens and clients somebody may have.
    public static final int MOST = 25;

    private final Store store;
    private final Keyset keyset;
    private final SecretGenerator generator;
    private final InstantSource clock;

    public TokenDesk(Store store, Keyset keyset, SecretGenerator generator, InstantSource clock) {
        this.store = store;
        this.keyset = keyset;
        this.generator = generator;
        this.clock = clock;
    }

    /// What somebody made and has not revoked, newest first.
    public List<ApiToken> of(AccountId maker) {
        return store.look(books -> made(books, maker));
    }

    /// What may be made a token of this kind for, by whoever has this role; empty where they may make none.
    public static Set<Permission> scopes(Account.Role role, ApiToken.Kind kind) {
        var duties = Duties.of(role);
        if (!duties.contains(needed(kind))) {
            return Set.of();
        }
        var scopes = EnumSet.copyOf(Allowance.scopesOf(duties));
        if (kind != ApiToken.Kind.PERSONAL) {
            // A client asks without anybody who could be the second person.
            scopes.remove(Permission.APPROVE);
        }
        return scopes;
    }

    /// Makes one, as its maker stands when it is done.
    ///
    /// @param proved when the maker last proved the second factor
    /// @param isFirst whether it is asked for the first time; part of the transaction
    public Making make(AccountId maker, Instant proved, WantedToken wanted, Predicate<Books> isFirst) {
        Instant now = clock.instant();
        if (!Fresh.is(proved, now)) {
            return new Making.StepUpNeeded();
        }
        var secret = TokenText.make(wanted.kind(), generator);
        var id = UUID.randomUUID();
        var token = new ApiToken(
                id,
                new ApiToken.Holder(maker, wanted.kind(), id),
                wanted.allowance(),
                digest(keyset, keyset.primaryId(), secret),
                now,
                now.plus(wanted.lasts()),
                Optional.empty());
        var making = store.transact(
                books -> isFirst.test(books) ? make(books, token, secret, now) : new Making.AlreadyMade());
        if (!(making instanceof Making.Made)) {
            secret.close();
        }
        return making;
    }

    private static Making make(Books books, ApiToken token, Secret secret, Instant now) {
        var maker = Accounts.in(books).find(token.maker()).filter(Account::isActive);
        if (maker.isEmpty()) {
            return new Making.NotAllowed();
        }
        var role = Owners.roleOf(maker.get(), Accounts.in(books).staff());
        if (!scopes(role, token.kind()).containsAll(token.allowance().scopes())) {
            return new Making.NotAllowed();
        }
        if (made(books, token.maker()).size() >= MOST) {
            return new Making.TooMany();
        }
        ApiTokens.in(books).add(token);
        note(books, AuditKind.API_TOKEN_MADE, token, now);
        var said = Map.of("label", token.allowance().name());
        OwnersMail.tell(books, Notice.Kind.API_TOKEN_MADE, maker.get(), said, now);
        return new Making.Made(token, secret);
    }

    /// Ends one, and what a client got for it.
    ///
    /// @return false when its maker has none of this id
    public boolean revoke(AccountId maker, UUID id) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var token = made(books, maker).stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst();
            token.ifPresent(found -> {
                ApiTokens.in(books).remove(found.id());
                note(books, AuditKind.API_TOKEN_REVOKED, found, now);
            });
            return token.isPresent();
        });
    }

    /// Ends all personal tokens of somebody who says that something was not them.
    ///
    /// @return how many there were
    public int endPersonal(AccountId maker) {
        Instant now = clock.instant();
        return store.transact(books -> PersonalTokens.endAll(books, maker, new Actor.Person(maker), now));
    }

    /// The keyed digest of a clear text.
    static Digest digest(Keyset keyset, int keyId, Secret secret) {
        return keyset.digest(Purpose.API_TOKEN, keyId, secret, "api-token".getBytes(StandardCharsets.US_ASCII));
    }

    private static List<ApiToken> made(Books books, AccountId maker) {
        return ApiTokens.in(books).of(maker).stream()
                .filter(token -> token.kind() != ApiToken.Kind.ACCESS)
                .toList();
    }

    private static Permission needed(ApiToken.Kind kind) {
        return switch (kind) {
            case PERSONAL -> Permission.API_TOKENS_MAKE;
            case CLIENT, ACCESS -> Permission.API_CLIENTS_MAKE;
        };
    }

    private static void note(Books books, AuditKind kind, ApiToken token, Instant now) {
        note(books, kind, token, new Actor.Person(token.maker()), now);
    }

    static void note(Books books, AuditKind kind, ApiToken token, Actor by, Instant now) {
        var details = Map.of(
                "token", token.id().toString(),
                "label", token.allowance().name(),
                "type", token.kind().name().toLowerCase(Locale.ROOT),
                "scopes",
                        token.allowance().scopes().stream()
                                .map(Permission::code)
                                .collect(Collectors.joining(" ")));
        AuditLog.in(books).append(AuditEvent.of(kind, token.maker(), by, now, details));
    }
}
