package org.sallyport.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.TypedName;

class SignInHistoryTest {
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final Source HOME = Source.ofLiteral("192.0.2.7");
    private static final String NAME = "eleni@olive.example";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final SignInHistory history = new SignInHistory(olive.store, olive.notes, olive.clock);

    private List<PastSignIn> lately(Account account) {
        return history.lately(account.id(), ZONE).signIns();
    }

    private void password() {
        olive.signIn.password(new TypedName(NAME), Secret.of(Organisation.PASSWORD), HOME);
    }

    @Nested
    class OnThePages {
        @Test
        void nobodyIsLetInByThePasswordWhereACodeIsAskedFor() {
            var eleni = olive.enforced(NAME);

            password();

            assertThat(lately(eleni)).singleElement().satisfies(past -> {
                assertThat(past.what()).isEqualTo(PastSignIn.What.PAGES_ASKED);
                assertThat(past.why()).isEqualTo("code-asked-for");
                assertThat(past.isRefused()).isFalse();
            });
        }

        @Test
        void theCodeLetsIn() {
            var eleni = olive.add(NAME, Account.Role.PERSON, Optional.empty());
            olive.requireMfa(eleni);
            var key = olive.registerApp(eleni);

            password();
            olive.signIn.secondFactor(eleni.id(), new TypedCode(olive.codeFor(key)), HOME);

            assertThat(lately(eleni))
                    .extracting(PastSignIn::what)
                    .containsExactly(PastSignIn.What.PAGES_ACCEPTED, PastSignIn.What.PAGES_ASKED);
        }

        @Test
        void thePasswordLetsInWhereNothingElseIsAskedFor() {
            var eleni = olive.add(NAME, Account.Role.PERSON, Optional.empty());

            password();

            assertThat(lately(eleni)).extracting(PastSignIn::what).containsExactly(PastSignIn.What.PAGES_ACCEPTED);
        }

        @Test
        void aRefusedCodeSaysWhy() {
            var eleni = olive.add(NAME, Account.Role.PERSON, Optional.empty());
            olive.requireMfa(eleni);
            var key = olive.registerApp(eleni);
            var code = olive.codeFor(key);

            olive.signIn.secondFactor(eleni.id(), new TypedCode("000000".equals(code) ? "111111" : "000000"), HOME);
            olive.signIn.secondFactor(eleni.id(), new TypedCode(code), HOME);
            olive.signIn.secondFactor(eleni.id(), new TypedCode(code), HOME);

            assertThat(lately(eleni))
                    .filteredOn(PastSignIn::isRefused)
                    .extracting(PastSignIn::why)
                    .containsExactly("code-already-used", "code-wrong");
        }

        @Test
        void whatTheAuditLogSaysOfACodeIsSaid() {
            var eleni = olive.enforced(NAME);
            remember(eleni, AuditKind.SECOND_FACTOR_REJECTED, "192.0.2.7", Map.of("outcome", "clock-off"));
            remember(eleni, AuditKind.SECOND_FACTOR_REJECTED, "192.0.2.7", Map.of("outcome", "too-many"));

            assertThat(lately(eleni)).extracting(PastSignIn::why).containsExactly("code-clock-off");
        }
    }

    @Nested
    class ThirtyDays {
        private final Account eleni = olive.enforced(NAME);

        @Test
        void equalOnesOfADayAreOneRow() {
            olive.clock.set(Instant.parse("2026-11-22T00:30:00Z"));
            for (int hour = 0; hour < 48; hour++) {
                remember(eleni, AuditKind.APP_SIGN_IN_ACCEPTED, "192.0.2.7", Map.of("protocol", "imap", "times", "2"));
                olive.clock.forward(Duration.ofHours(1));
            }

            assertThat(lately(eleni)).extracting(past -> past.way().times()).containsExactly(48L, 48L);
            assertThat(lately(eleni).getFirst().at()).isEqualTo(Instant.parse("2026-11-23T23:30:00Z"));
        }

        @Test
        void whatDiffersStaysApart() {
            remember(eleni, AuditKind.APP_SIGN_IN_ACCEPTED, "192.0.2.7", Map.of("protocol", "imap"));
            remember(eleni, AuditKind.APP_SIGN_IN_ACCEPTED, "192.0.2.7", Map.of("protocol", "smtp"));
            remember(eleni, AuditKind.APP_SIGN_IN_ACCEPTED, "192.0.2.8", Map.of("protocol", "smtp"));
            remember(eleni, AuditKind.SIGN_IN_REJECTED, "192.0.2.8", Map.of("reason", "wrong-secret"));
            remember(eleni, AuditKind.SIGN_IN_REJECTED, "192.0.2.8", Map.of("reason", "account-disabled"));

            assertThat(lately(eleni)).hasSize(5);
        }

        @Test
        void areReachedPageByPageHoweverManyThereAre() {
            for (int i = 0; i < 1_234; i++) {
                guess(i);
            }

            var seen = new ArrayList<PastSignIn>();
            var page = history.lately(eleni.id(), ZONE);
            seen.addAll(page.signIns());
            assertThat(page.earlier()).isPresent();
            while (page.earlier().isPresent()) {
                page = history.lately(eleni.id(), ZONE, page.earlier().get());
                assertThat(page.signIns()).isNotEmpty();
                seen.addAll(page.signIns());
            }

            assertThat(seen)
                    .extracting(past -> past.way().source())
                    .doesNotHaveDuplicates()
                    .hasSize(1_234);
        }

        @Test
        void arePutTogetherAlsoWhereTheyFillManyReadings() {
            for (int i = 0; i < 2_000; i++) {
                guess(0);
            }

            var page = history.lately(eleni.id(), ZONE);

            assertThat(page.signIns())
                    .singleElement()
                    .satisfies(past -> assertThat(past.way().times()).isEqualTo(2_000));
            assertThat(page.earlier()).isEmpty();
        }

        @Test
        void endThere() {
            guess(1);
            olive.clock.forward(Duration.ofDays(31));
            guess(2);

            var page = history.lately(eleni.id(), ZONE);

            assertThat(page.signIns()).hasSize(1);
            assertThat(page.earlier()).isEmpty();
        }

        @Test
        void areNotShortenedByWhoeverGuesses() {
            remember(
                    eleni,
                    AuditKind.APP_SENT_OLD_SECRET,
                    "192.0.2.7",
                    Map.of("reason", "old-account-password", "protocol", "imap"));
            for (int i = 0; i < 3_000; i++) {
                guess(i);
            }

            assertThat(history.stillSending(eleni.id())).hasSize(1);
        }

        private void guess(int from) {
            remember(
                    eleni,
                    AuditKind.APP_SIGN_IN_REJECTED,
                    "198.51." + from / 250 + "." + from % 250,
                    Map.of("reason", "wrong-secret", "protocol", "imap"));
        }
    }

    private void remember(Account about, AuditKind kind, String source, Map<String, String> details) {
        var all = new java.util.HashMap<>(details);
        all.put("source", source);
        olive.store.transact(books -> {
            AuditLog.in(books)
                    .append(AuditEvent.of(kind, about.id(), new Actor.Sallyport(), olive.clock.instant(), all));
            return true;
        });
    }
}
