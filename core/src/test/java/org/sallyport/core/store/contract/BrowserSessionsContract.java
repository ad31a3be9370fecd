package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.session.BrowserSession;
import org.sallyport.core.session.BrowserSessions;

public interface BrowserSessionsContract extends StoreUnderTest {
    private Digest key(String cookie) {
        return Fixtures.keyset().digest(Purpose.SESSION, cookie.getBytes(StandardCharsets.US_ASCII));
    }

    private BrowserSession session(String cookie, Optional<AccountId> account, Instant lastUsed) {
        var place = new Seal.Place("browser_session", "content", key(cookie).text());
        var sealed = new Seal(Fixtures.keyset(), Fixtures.generator()).seal(place, new byte[] {1, 2, 3});
        return new BrowserSession(
                key(cookie), account, Fixtures.NOW, lastUsed, Fixtures.NOW.plus(Duration.ofHours(12)), sealed);
    }

    @Test
    default void aSessionIsKeptWhole() {
        var session = session("cookie", Optional.of(Fixtures.eleni().id()), Fixtures.NOW);
        change(books -> BrowserSessions.in(books).add(session));

        var found = in(books -> BrowserSessions.in(books).find(session.key())).orElseThrow();

        assertThat(found).usingRecursiveComparison().isEqualTo(session);
        assertThat(found(books -> BrowserSessions.in(books).find(key("another"))))
                .isEmpty();
    }

    @Test
    default void aChangedSessionIsKeptInPlaceOfTheOneBefore() {
        var later = Fixtures.NOW.plusSeconds(60);
        change(books -> BrowserSessions.in(books).add(session("cookie", Optional.empty(), Fixtures.NOW)));

        assertThat(becomes(
                        "cookie", session("cookie", Optional.of(Fixtures.eleni().id()), later)))
                .isTrue();

        var found = in(books -> BrowserSessions.in(books).find(key("cookie"))).orElseThrow();
        assertThat(found.account()).contains(Fixtures.eleni().id());
        assertThat(found.lastUsed()).isEqualTo(later);
    }

    @Test
    default void aSessionMovesToAnotherKey() {
        change(books -> BrowserSessions.in(books).add(session("cookie", Optional.empty(), Fixtures.NOW)));

        assertThat(becomes("cookie", session("next", Optional.empty(), Fixtures.NOW)))
                .isTrue();

        assertThat(found(books -> BrowserSessions.in(books).find(key("cookie"))))
                .isEmpty();
        assertThat(found(books -> BrowserSessions.in(books).find(key("next")))).isPresent();
    }

    @Test
    default void aSessionThatIsNotThereIsNotChanged() {
        assertThat(becomes("cookie", session("next", Optional.empty(), Fixtures.NOW)))
                .isFalse();
        assertThat(found(books -> BrowserSessions.in(books).find(key("next")))).isEmpty();
    }

    private boolean becomes(String cookie, BrowserSession next) {
        return in(books -> BrowserSessions.in(books).change(key(cookie), _ -> Optional.of(next)));
    }

    /// Of those who change it, one writes it anew and one moves it to another cookie.
    @Test
    default void T07_aSessionThatEndedWhileItWasSavedStaysEnded() {
        Fixtures.eleni().addTo(store());
        var eleni = Fixtures.eleni().id();
        for (int round = 1; round <= 200; round++) {
            int number = round;
            var later = session("cookie" + number, Optional.of(eleni), Fixtures.NOW.plusSeconds(60));
            var moved = session("moved" + number, Optional.of(eleni), Fixtures.NOW);
            change(books ->
                    BrowserSessions.in(books).add(session("cookie" + number, Optional.of(eleni), Fixtures.NOW)));

            Crowd.of(3).succeeding(i -> switch (i) {
                case 0 -> becomes("cookie" + number, later);
                case 1 -> becomes("cookie" + number, moved);
                default -> in(books -> BrowserSessions.in(books).removeAllOf(eleni)) > 0;
            });

            assertThat(listed(books -> BrowserSessions.in(books).of(eleni))).isEmpty();
        }
    }

    @Test
    default void ofManyWhoChangeASessionAtOnceEachSeesWhatTheOthersDid() {
        Fixtures.eleni().addTo(store());
        var eleni = Optional.of(Fixtures.eleni().id());
        change(books -> BrowserSessions.in(books).add(session("cookie", eleni, Fixtures.NOW)));

        Crowd.of(20)
                .succeeding(i -> in(books -> BrowserSessions.in(books)
                        .change(
                                key("cookie"),
                                kept -> Optional.of(
                                        session("cookie", eleni, kept.lastUsed().plusSeconds(1))))));

        assertThat(found(books -> BrowserSessions.in(books).find(key("cookie")))
                        .orElseThrow()
                        .lastUsed())
                .isEqualTo(Fixtures.NOW.plusSeconds(20));
    }

    @Test
    default void ofManyWhoEndASessionAtOnceOneDid() {
        change(books -> BrowserSessions.in(books).add(session("cookie", Optional.empty(), Fixtures.NOW)));

        assertThat(Crowd.of(20)
                        .succeeding(i -> in(books -> BrowserSessions.in(books).remove(key("cookie")))))
                .isOne();
    }

    @Test
    default void aRemovedSessionIsGone() {
        change(books -> BrowserSessions.in(books).add(session("cookie", Optional.empty(), Fixtures.NOW)));

        assertThat(succeeds(books -> BrowserSessions.in(books).remove(key("cookie"))))
                .isTrue();

        assertThat(found(books -> BrowserSessions.in(books).find(key("cookie"))))
                .isEmpty();
    }

    @Test
    default void theSessionsOfAnAccountAreListedLatestUsedFirstAndNobodyElses() {
        var eleni = Optional.of(Fixtures.eleni().id());
        change(books -> {
            BrowserSessions.in(books).add(session("phone", eleni, Fixtures.NOW));
            BrowserSessions.in(books).add(session("desk", eleni, Fixtures.NOW.plusSeconds(60)));
            BrowserSessions.in(books)
                    .add(session("other", Optional.of(Fixtures.nikos().id()), Fixtures.NOW));
            BrowserSessions.in(books).add(session("stranger", Optional.empty(), Fixtures.NOW));
        });

        assertThat(listed(books -> BrowserSessions.in(books).of(Fixtures.eleni().id())))
                .extracting(BrowserSession::key)
                .containsExactly(key("desk"), key("phone"));
    }

    @Test
    default void allSessionsOfAnAccountEndTogetherAndNobodyElses() {
        var eleni = Optional.of(Fixtures.eleni().id());
        change(books -> {
            BrowserSessions.in(books).add(session("phone", eleni, Fixtures.NOW));
            BrowserSessions.in(books).add(session("desk", eleni, Fixtures.NOW));
            BrowserSessions.in(books)
                    .add(session("other", Optional.of(Fixtures.nikos().id()), Fixtures.NOW));
            BrowserSessions.in(books).add(session("stranger", Optional.empty(), Fixtures.NOW));
        });

        assertThat(number(books ->
                        BrowserSessions.in(books).removeAllOf(Fixtures.eleni().id())))
                .isEqualTo(2);
        assertThat(found(books -> BrowserSessions.in(books).find(key("phone")))).isEmpty();
        assertThat(found(books -> BrowserSessions.in(books).find(key("other")))).isPresent();
        assertThat(found(books -> BrowserSessions.in(books).find(key("stranger"))))
                .isPresent();
    }

    @Test
    default void sweepingRemovesWhatEndedOrWasLeftIdle() {
        change(books -> {
            BrowserSessions.in(books).add(session("idle", Optional.empty(), Fixtures.NOW));
            BrowserSessions.in(books).add(session("used", Optional.empty(), Fixtures.NOW.plusSeconds(600)));
        });

        change(books -> BrowserSessions.in(books).sweep(Fixtures.NOW.plusSeconds(700), Fixtures.NOW.plusSeconds(1)));
        assertThat(found(books -> BrowserSessions.in(books).find(key("idle")))).isEmpty();
        assertThat(found(books -> BrowserSessions.in(books).find(key("used")))).isPresent();

        change(books -> BrowserSessions.in(books).sweep(Fixtures.NOW.plus(Duration.ofHours(12)), Fixtures.NOW));
        assertThat(found(books -> BrowserSessions.in(books).find(key("used")))).isEmpty();
    }
}
