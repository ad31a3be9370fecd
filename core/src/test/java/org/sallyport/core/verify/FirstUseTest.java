package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.core.verify.OnTerms.A_QUARTER;
import static org.sallyport.core.verify.OnTerms.ELENI;
import static org.sallyport.core.verify.OnTerms.NEVER_USED;
import static org.sallyport.core.verify.OnTerms.asks;
import static org.sallyport.core.verify.OnTerms.audited;
import static org.sallyport.core.verify.OnTerms.held;
import static org.sallyport.core.verify.OnTerms.olive;
import static org.sallyport.core.verify.OnTerms.tying;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Tying;

/// Sealed on first use: what an app password opens depends on when, where and for what it was used first.
class FirstUseTest {
    @Nested
    class BeforeTheFirstUse {
        private final Organisation olive = olive(AppPasswordTerms.standard());
        private final Account eleni = olive.enforced(ELENI);
        private final String letters =
                olive.issue(eleni, Scope.everything()).secret().reveal();

        @Test
        void itDiesAfterAQuarterOfAnHour() {
            olive.clock.forward(A_QUARTER);

            assertThat(asks(olive, letters)).isEqualTo(NEVER_USED);
            assertThat(held(olive, eleni).hasDied(olive.clock.instant())).isTrue();
        }

        @Test
        void itOpensUntilTheLastMomentAndThenForGood() {
            olive.clock.forward(A_QUARTER.minusMillis(1));
            assertThat(asks(olive, letters)).isInstanceOf(Verdict.Accepted.class);

            olive.clock.forward(Duration.ofDays(365));

            assertThat(asks(olive, letters)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void memoryAloneSaysNothing() {
            var remembering = new Remembering(olive);
            assertThat(remembering.fromMemory(letters)).isEmpty();

            assertThat(remembering.verify(letters)).isInstanceOf(Verdict.Accepted.class);

            assertThat(remembering.fromMemory(letters)).isPresent();
        }

        @Test
        void aSnapshotFromBeforeTheFirstUseOnAnotherNodeDecidesNothing() {
            var stale = new Remembering(olive);
            assertThat(stale.fromMemory(letters)).isEmpty();
            asks(olive, letters);
            olive.clock.forward(A_QUARTER);

            assertThat(stale.verify(letters)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void aRefusedAttemptIsNoFirstUse() {
            olive.accounts.disable(eleni.id(), new Actor.Operator());

            assertThat(asks(olive, letters)).isEqualTo(new Verdict.Rejected(Rejection.ACCOUNT_DISABLED));

            assertThat(held(olive, eleni).isAwaited()).isTrue();
        }

        @Test
        void theFirstUseIsInTheBooksBeforeItIsAcknowledged() {
            asks(olive, letters);

            assertThat(held(olive, eleni).isAwaited()).isFalse();
            assertThat(audited(olive, AuditKind.APP_PASSWORD_FIRST_USED))
                    .singleElement()
                    .satisfies(event -> assertThat(event.details())
                            .containsEntry("protocol", "imap")
                            .containsEntry("source", "192.0.2.1")
                            .containsEntry("tied-to", "mail"));
        }

        @Test
        void whoeverSendsOneThatDiedGuessesNothing() {
            olive.clock.forward(A_QUARTER);
            for (int i = 0; i < 50; i++) {
                assertThat(asks(olive, letters)).isEqualTo(NEVER_USED);
            }
            var other = olive.issue(eleni, Scope.mail()).secret().reveal();

            assertThat(asks(olive, other)).isInstanceOf(Verdict.Accepted.class);
        }
    }

    @Nested
    class WithoutAnyTerms {
        private final Organisation olive = olive(new AppPasswordTerms(Optional.empty(), Tying.OFF, Set.of(), Set.of()));
        private final Account eleni = olive.enforced(ELENI);

        @Test
        void nothingIsAwaitedAndNothingTied() {
            var letters = olive.issue(eleni, Scope.everything()).secret().reveal();
            olive.clock.forward(Duration.ofDays(100));

            for (var protocol : Protocol.values()) {
                assertThat(asks(olive, letters, protocol, "198.51.100.1")).isInstanceOf(Verdict.Accepted.class);
                assertThat(asks(olive, letters, protocol, "2001:db8::1")).isInstanceOf(Verdict.Accepted.class);
            }
            assertThat(audited(olive, AuditKind.APP_PASSWORD_FIRST_USED)).isEmpty();
        }
    }

    /// Whether a later use is let in, by what the policy ties to.
    @ParameterizedTest
    @EnumSource
    void theFirstUseTiesToWhatThePolicySays(Tying tying) {
        var olive = tying(tying);
        var eleni = olive.enforced(ELENI);
        var letters = olive.issue(eleni, Scope.everything()).secret().reveal();
        assertThat(asks(olive, letters, Protocol.IMAP, "203.0.113.7")).isInstanceOf(Verdict.Accepted.class);

        assertThat(asks(olive, letters, Protocol.SMTP, "203.0.113.200"))
                .as("the same kind of app, the same network")
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(asks(olive, letters, Protocol.DAV, "203.0.113.7") instanceof Verdict.Accepted)
                .as("another kind of app")
                .isEqualTo(!tying.isToProtocol());
        assertThat(asks(olive, letters, Protocol.IMAP, "198.51.100.7") instanceof Verdict.Accepted)
                .as("another network")
                .isEqualTo(!tying.isToNetwork());
        assertThat(asks(olive, letters, Protocol.IMAP, "unknown") instanceof Verdict.Accepted)
                .as("a network that nobody knows")
                .isEqualTo(!tying.isToNetwork());
    }

    /// Another node, which believes what it read until it is told otherwise.
    private static final class Remembering {
        private final Organisation olive;
        private final RuleVerifier verifier;

        Remembering(Organisation olive) {
            this.olive = olive;
            var loader = new SnapshotLoader(olive.store, olive.mfa);
            var kept = new OneSnapshot(() -> loader.load(new Username(ELENI)));
            var store = new WatchedStore(olive.store, kept);
            this.verifier = new RuleVerifier(
                    kept, olive.keyset, olive.guarded(), olive.notes, new FirstSignIns(store, loader), olive.clock);
        }

        Optional<Verdict> fromMemory(String letters) {
            return verifier.verifyFromMemory(olive.attempt(ELENI, letters, Protocol.IMAP));
        }

        Verdict verify(String letters) {
            return verifier.verify(olive.attempt(ELENI, letters, Protocol.IMAP));
        }
    }

    private static final class OneSnapshot implements Snapshots {
        private final Supplier<Optional<AccountSnapshot>> read;
        private Optional<AccountSnapshot> one;

        OneSnapshot(Supplier<Optional<AccountSnapshot>> read) {
            this.read = read;
            this.one = read.get();
        }

        @Override
        public Optional<AccountSnapshot> inMemory(Username name, Instant now) {
            return one;
        }

        @Override
        public Optional<AccountSnapshot> find(Username name) {
            return one;
        }

        @Override
        public void forget(AccountId account) {
            one = read.get();
        }

        @Override
        public void forgetAll() {
            one = read.get();
        }
    }

    @Test
    void aNetworkThatNobodyKnowsIsNoNeighbourhoodOfAnybody() {
        assertThat(Source.UNKNOWN.neighbourhood()).isEqualTo(Network.NOWHERE);
        assertThat(Source.ofLiteral("203.0.113.7").neighbourhood()).hasToString("203.0.113.0/24");
        assertThat(Source.ofLiteral("2001:db8:1:2::7").neighbourhood()).hasToString("2001:db8:1:0:0:0:0:0/48");
    }
}
