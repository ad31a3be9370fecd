package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.ApiTokens;
import org.sallyport.core.caller.Network;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Purpose;

public interface ApiTokensContract extends StoreUnderTest {
    private static Digest digest(String token) {
        return Fixtures.keyset().digest(Purpose.API_TOKEN, token.getBytes(StandardCharsets.US_ASCII));
    }

    private static ApiToken token(String name, AccountId maker, Instant made) {
        var id = UUID.randomUUID();
        var networks = Set.of(
                Network.parse("192.0.2.0/24").orElseThrow(),
                Network.parse("2001:db8::/32").orElseThrow());
        return new ApiToken(
                id,
                new ApiToken.Holder(maker, ApiToken.Kind.CLIENT, id),
                new Allowance(name, EnumSet.of(Permission.PEOPLE_SEE, Permission.AUDIT_EXPORT), networks),
                digest(name),
                made,
                made.plus(Duration.ofDays(30)),
                Optional.empty());
    }

    private static ApiToken access(ApiToken client, String name) {
        return new ApiToken(
                UUID.randomUUID(),
                new ApiToken.Holder(client.maker(), ApiToken.Kind.ACCESS, client.id()),
                client.allowance(),
                digest(name),
                client.made(),
                client.made().plusSeconds(900),
                Optional.empty());
    }

    @Test
    default void aTokenIsKeptWhole() {
        var token = token("Nightly import", Fixtures.eleni().id(), Fixtures.NOW);
        change(books -> ApiTokens.in(books).add(token));

        assertThat(found(books -> ApiTokens.in(books).find(token.digest()))).contains(token);
        assertThat(found(books -> ApiTokens.in(books).find(digest("another")))).isEmpty();
    }

    @Test
    default void theTokensOfSomebodyAreListedNewestFirst() {
        var eleni = Fixtures.eleni().id();
        change(books -> {
            ApiTokens.in(books).add(token("first", eleni, Fixtures.NOW));
            ApiTokens.in(books).add(token("second", eleni, Fixtures.NOW.plusSeconds(1)));
            ApiTokens.in(books).add(token("other", Fixtures.nikos().id(), Fixtures.NOW));
        });

        assertThat(listed(books -> ApiTokens.in(books).of(eleni)))
                .extracting(token -> token.allowance().name())
                .containsExactly("second", "first");
    }

    @Test
    default void whatHangsOnATokenGoesWithIt() {
        var client = token("client", Fixtures.eleni().id(), Fixtures.NOW);
        var access = access(client, "access");
        var other = token("other", Fixtures.eleni().id(), Fixtures.NOW);
        change(books -> {
            ApiTokens.in(books).add(client);
            ApiTokens.in(books).add(access);
            ApiTokens.in(books).add(other);
        });

        assertThat(number(books -> ApiTokens.in(books).remove(client.id()))).isEqualTo(2);

        assertThat(found(books -> ApiTokens.in(books).find(access.digest()))).isEmpty();
        assertThat(found(books -> ApiTokens.in(books).find(other.digest()))).isPresent();
    }

    @Test
    default void theLatestUseIsRemembered() {
        var token = token("used", Fixtures.eleni().id(), Fixtures.NOW);
        change(books -> ApiTokens.in(books).add(token));

        change(books -> ApiTokens.in(books).used(token.id(), Fixtures.NOW.plusSeconds(60)));

        assertThat(found(books -> ApiTokens.in(books).find(token.digest())).flatMap(ApiToken::lastUsed))
                .contains(Fixtures.NOW.plusSeconds(60));
    }

    @Test
    default void whatHasExpiredIsSwept() {
        var client = token("client", Fixtures.eleni().id(), Fixtures.NOW);
        var access = access(client, "access");
        change(books -> {
            ApiTokens.in(books).add(client);
            ApiTokens.in(books).add(access);
        });

        change(books -> ApiTokens.in(books).sweep(Fixtures.NOW.plusSeconds(900)));

        assertThat(found(books -> ApiTokens.in(books).find(access.digest()))).isEmpty();
        assertThat(found(books -> ApiTokens.in(books).find(client.digest()))).isPresent();
    }
}
