package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.LocalDirectory;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.throttle.GoodPasswords;
import org.sallyport.core.throttle.GuardedDirectory;
import org.sallyport.core.throttle.Recognition;
import org.sallyport.core.throttle.Throttle;

/// What failures cost where they are judged.
class ThrottledVerifierTest {
    private static final String NIKOS = "nikos@olive.example";
    private static final String HOME = "192.0.2.1";
    private static final String NEW_PASSWORD = "olives ripen in november";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    @Nested
    class AtTheSameMoment {
        private final Account nikos = olive.add(NIKOS, Account.Role.PERSON, Optional.of("home@pine.example"));

        @Test
        void asManyConnectionsAsThereAreOpenWithTheRightPassword() {
            var verdicts = Crowd.of(50).does(i -> olive.verify(NIKOS, Organisation.PASSWORD, Protocol.IMAP));
            assertThat(verdicts).containsOnly(new Verdict.Accepted(nikos.id(), nikos.username(), Optional.empty()));
        }

        @Test
        void theSameWrongSecretIsOneGuess() {
            int before = olive.hasher.asked();
            var verdicts = Crowd.of(50).does(i -> olive.verify(NIKOS, "the password of last year", Protocol.IMAP));
            assertThat(verdicts).containsOnly(new Verdict.Rejected(Rejection.WRONG_SECRET));
            assertThat(olive.hasher.asked() - before).isOne();
        }
    }

    @Nested
    class WhileStrangersGuess {
        private final Account nikos = olive.add(NIKOS, Account.Role.PERSON, Optional.of("home@pine.example"));

        @Test
        void aPlaceFromWhichTheAccountWasOpenedIsServed() {
            openFrom(HOME);
            strangersGuess();
            olive.clock.forward(Duration.ofHours(1));
            assertThat(olive.verifyFrom(HOME, NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void aServerThatNeverSaysWhereFromIsAPlaceToo() {
            openFrom("");
            strangersGuess();
            olive.clock.forward(Duration.ofHours(1));
            assertThat(olive.verifyFrom("", NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void anotherPlaceHasToWaitWhateverItSends() {
            openFrom(HOME);
            strangersGuess();
            assertThat(olive.verifyFrom("203.0.113.9", NIKOS, Organisation.PASSWORD))
                    .isEqualTo(new Verdict.Deferred(Delay.THROTTLED, Duration.ofMinutes(1)))
                    .isEqualTo(olive.verifyFrom("203.0.113.9", NIKOS, "a guess nobody made before"));
        }

        @Test
        void signingInToThePagesMakesAPlaceKnown() {
            strangersGuess();
            assertThat(olive.signIn.password(
                            new TypedName(NIKOS), Secret.of(Organisation.PASSWORD), Source.ofLiteral(HOME)))
                    .isInstanceOf(PasswordStep.Right.class);
            assertThat(olive.verifyFrom(HOME, NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void anAppPasswordOpensFromAnywhere() {
            var eleni = olive.enforced("eleni@olive.example");
            var letters = olive.issue(eleni, Scope.mail()).secret().reveal();
            for (int i = 0; i < 150; i++) {
                olive.verifyFrom(stranger(i), "eleni@olive.example", "a stranger's guess " + i);
            }
            assertThat(olive.verifyFrom("203.0.113.9", "eleni@olive.example", letters))
                    .isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void whereNobodyCanTellWhichPlacesAreKnownTheAnswerIsToAskAgain() {
            strangersGuess();
            var guarded = new GuardedDirectory(
                    olive.throttle,
                    new Recognition(olive.keyset),
                    new GoodPasswords(),
                    (account, source, now) -> {
                        throw new Unavailable("store", "it is down");
                    },
                    new LocalDirectory(olive.store, olive.hasher, olive.generator, olive.afterwards));
            var target = GuardedDirectory.Target.of(nikos.id(), olive.clock.instant(), GuardedDirectory.Effect.OPENS);
            var home = Source.ofLiteral(HOME);

            assertThatThrownBy(
                            () -> guarded.check(target, Secret.of(Organisation.PASSWORD), home, olive.clock.instant()))
                    .isInstanceOf(Unavailable.class);
            var pair = Throttle.Pair.of(nikos.id().toString(), home);
            assertThat(olive.throttle.failures(pair, olive.clock.instant())).isZero();
        }

        @Test
        void anUnknownNameIsAnsweredAlike() {
            for (int i = 0; i < 150; i++) {
                olive.verifyFrom(stranger(i), "nobody@olive.example", "a stranger's guess " + i);
            }
            strangersGuess();
            assertThat(olive.verifyFrom("203.0.113.9", "nobody@olive.example", "one more"))
                    .isEqualTo(olive.verifyFrom("203.0.113.9", NIKOS, "one more"));
        }

        private void openFrom(String place) {
            assertThat(olive.verifyFrom(place, NIKOS, Organisation.PASSWORD))
                    .isEqualTo(new Verdict.Accepted(nikos.id(), nikos.username(), Optional.empty()));
            olive.notes.flush();
        }

        private void strangersGuess() {
            for (int i = 0; i < 150; i++) {
                olive.verifyFrom(stranger(i), NIKOS, "a stranger's guess " + i);
            }
        }
    }

    @Nested
    class BehindOneAddress {
        @Test
        void aGuessingNeighbourDelaysNobodyWhoIsKnownThere() {
            olive.add(NIKOS, Account.Role.PERSON, Optional.empty());
            olive.verifyFrom(HOME, NIKOS, Organisation.PASSWORD);
            olive.notes.flush();
            for (int i = 0; i < 40; i++) {
                olive.clock.forward(Duration.ofSeconds(11));
                olive.verifyFrom(HOME, "somebody" + i + "@olive.example", "a neighbour's guess");
            }
            assertThat(olive.verifyFrom(HOME, "somebody@olive.example", "a neighbour's guess"))
                    .isInstanceOf(Verdict.Deferred.class);
            assertThat(olive.verifyFrom(HOME, NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void whoeverGuessesThroughAServerThatNeverSaysWhereFromDelaysNobodyWhoIsKnownThere() {
            olive.add(NIKOS, Account.Role.PERSON, Optional.empty());
            olive.verifyFrom("", NIKOS, Organisation.PASSWORD);
            olive.notes.flush();
            for (int i = 0; i < 40; i++) {
                olive.clock.forward(Duration.ofSeconds(11));
                olive.verifyFrom("", "somebody" + i + "@olive.example", "a guess");
            }
            assertThat(olive.verifyFrom("", "somebody@olive.example", "a guess"))
                    .isInstanceOf(Verdict.Deferred.class);
            assertThat(olive.verifyFrom("", NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Accepted.class);
        }
    }

    @Nested
    class WhereTheAccountPasswordOpensNoApp {
        private static final String ELENI = "eleni@olive.example";
        private static final String WRONG = "a candidate that is wrong";
        private final Account eleni = olive.enforced(ELENI);

        /// Whatever somebody asks before and behind a candidate: the answers to the right one and to a wrong one.
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 8, 9, 24, 25, 59, 60, 61})
        void T51_nobodyLearnsFromLaterAnswersThatItIsRight(int guessesBefore) {
            assertThat(answersAround(Organisation.PASSWORD, guessesBefore))
                    .isEqualTo(answersAround(WRONG, guessesBefore));
        }

        @Test
        void anAppThatRepeatsItIsCountedAndHashedOnce() {
            int before = olive.hasher.asked();
            for (int i = 0; i < 100; i++) {
                assertThat(olive.verify(ELENI, Organisation.PASSWORD, Protocol.IMAP))
                        .isEqualTo(new Verdict.Rejected(Rejection.APP_PASSWORD_NEEDED));
            }
            assertThat(olive.hasher.asked() - before).isOne();
            assertThat(failures()).isOne();
        }

        @Test
        void itOpensAtOnceWhenMfaIsNoLongerRequiredAndForgivesThen() {
            olive.verify(ELENI, Organisation.PASSWORD, Protocol.IMAP);
            olive.mfa.decide(new Subject.Person(eleni.id()), MfaState.Required.NO, new Actor.Operator());
            assertThat(olive.verify(ELENI, Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(new Verdict.Accepted(eleni.id(), eleni.username(), Optional.empty()));
            assertThat(failures()).isZero();
        }

        @Test
        void T51_whatWasRightBeforeMfaTookForceIsWorthNoMoreThanAGuess() {
            olive.add(NIKOS, Account.Role.PERSON, Optional.empty());
            var nikos = olive.verify(NIKOS, Organisation.PASSWORD, Protocol.IMAP);
            assertThat(nikos).isInstanceOf(Verdict.Accepted.class);
            var account = ((Verdict.Accepted) nikos).account();
            olive.registerApp(olive.store.transact(
                    books -> Accounts.in(books).find(account).orElseThrow()));
            olive.mfa.decide(new Subject.Person(account), MfaState.Required.YES, new Actor.Operator());
            for (int i = 0; i < 3; i++) {
                olive.verify(NIKOS, "wrong " + i, Protocol.IMAP);
            }
            assertThat(olive.verify(NIKOS, Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(new Verdict.Deferred(Delay.THROTTLED, Duration.ofSeconds(1)));
        }

        private List<Class<?>> answersAround(String candidate, int guessesBefore) {
            var town = new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
            town.enforced(ELENI);
            var answers = new ArrayList<Class<?>>();
            for (int i = 0; i < guessesBefore; i++) {
                town.verify(ELENI, "before " + i, Protocol.IMAP);
                town.clock.forward(Duration.ofSeconds(11));
            }
            for (var secret : List.of(candidate, candidate, "behind it")) {
                answers.add(town.verify(ELENI, secret, Protocol.IMAP).getClass());
            }
            for (int i = 0; i < 12; i++) {
                town.clock.forward(Duration.ofSeconds(5));
                answers.add(town.verify(ELENI, "later " + i, Protocol.IMAP).getClass());
                answers.add(town.verify(ELENI, candidate, Protocol.IMAP).getClass());
            }
            return answers;
        }

        private long failures() {
            var pair = Throttle.Pair.of(eleni.id().toString(), Source.ofLiteral(HOME));
            return olive.throttle.failures(pair, olive.clock.instant());
        }
    }

    @Nested
    class WithAnOldSecret {
        @Test
        void theAccountPasswordOfBeforeIsNoGuess() {
            var nikos = olive.add(NIKOS, Account.Role.PERSON, Optional.of("home@pine.example"));
            olive.passwords.set(nikos, Secret.of(NEW_PASSWORD), new Actor.Operator());
            int before = olive.hasher.asked();
            for (int i = 0; i < 100; i++) {
                assertThat(olive.verify(NIKOS, Organisation.PASSWORD, Protocol.IMAP))
                        .isEqualTo(new Verdict.Rejected(Rejection.OLD_ACCOUNT_PASSWORD));
            }
            assertThat(olive.hasher.asked() - before).isOne();
            assertThat(olive.verify(NIKOS, NEW_PASSWORD, Protocol.IMAP)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void theAuditLogSaysWhichOneItWasAndTheOwnerHearsOfItOnceAWeek() {
            var eleni = olive.enforced("eleni@olive.example");
            var issued = olive.issue(eleni, Scope.mail());
            olive.appPasswords.revoke(eleni.id(), issued.made().id(), new Actor.Person(eleni.id()));
            mail();
            for (int hour = 0; hour < 24 * 7; hour++) {
                olive.verify("eleni@olive.example", issued.secret().reveal(), Protocol.IMAP);
                olive.notes.flush();
                olive.clock.forward(Duration.ofHours(1));
            }
            assertThat(entries(AuditKind.APP_SENT_OLD_SECRET))
                    .hasSize(24 * 7)
                    .first()
                    .extracting(AuditEvent::details)
                    .isEqualTo(Map.of(
                            "app-password",
                            issued.made().id().toString(),
                            "label",
                            "Kitchen iPad",
                            "reason",
                            "revoked",
                            "protocol",
                            "imap",
                            "source",
                            HOME,
                            "times",
                            "1"));
            assertThat(mail()).extracting(Notice::kind).containsExactly(Notice.Kind.OLD_APP_PASSWORD_SENT);
            olive.verify("eleni@olive.example", issued.secret().reveal(), Protocol.IMAP);
            olive.notes.flush();
            assertThat(mail()).extracting(Notice::kind).containsExactly(Notice.Kind.OLD_APP_PASSWORD_SENT);
        }

        @Test
        void aRefusedAppPasswordIsNotUsed() {
            var eleni = olive.enforced("eleni@olive.example");
            var issued = olive.issue(eleni, Scope.mail());
            olive.verify("eleni@olive.example", issued.secret().reveal(), Protocol.LDAP);
            olive.notes.flush();
            assertThat(olive.appPasswords.of(eleni.id()).getFirst().lastUse()).isEmpty();
        }

        @Test
        void T48_nobodyGetsInByWhatIsRememberedOnceItEnded() {
            var nikos = olive.add(NIKOS, Account.Role.PERSON, Optional.empty());
            var eleni = olive.enforced("eleni@olive.example");
            Issuing.Issued issued = olive.issue(eleni, Scope.mail());
            var letters = issued.secret().reveal();
            for (int i = 0; i < 50; i++) {
                assertThat(olive.verify(NIKOS, Organisation.PASSWORD, Protocol.IMAP))
                        .isEqualTo(new Verdict.Accepted(nikos.id(), nikos.username(), Optional.empty()));
                assertThat(olive.verify("eleni@olive.example", letters, Protocol.IMAP))
                        .isEqualTo(new Verdict.Accepted(
                                eleni.id(),
                                eleni.username(),
                                Optional.of(issued.made().id())));
            }
            olive.clock.forward(Duration.ofSeconds(1));
            olive.appPasswords.revoke(eleni.id(), issued.made().id(), new Actor.Operator());
            olive.passwords.set(nikos, Secret.of(NEW_PASSWORD), new Actor.Operator());

            for (int i = 0; i < 1000 / (2 * Protocol.values().length); i++) {
                for (var protocol : Protocol.values()) {
                    assertThat(olive.verify(NIKOS, Organisation.PASSWORD, protocol))
                            .isEqualTo(new Verdict.Rejected(Rejection.OLD_ACCOUNT_PASSWORD));
                    assertThat(olive.verify("eleni@olive.example", letters, protocol))
                            .isEqualTo(new Verdict.Rejected(Rejection.REVOKED));
                }
            }
        }
    }

    private static String stranger(int i) {
        return "10.1.%d.%d".formatted(i / 200, i % 200);
    }

    private List<AuditEvent> entries(AuditKind kind) {
        return olive.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .toList();
    }

    /// What went out since this was last asked.
    private List<Notice> mail() {
        var now = olive.clock.instant();
        var claimed = Mailbag.envelopes(olive.store, now);
        var _ = olive.store.transact(books -> {
            claimed.forEach(envelope -> Notices.in(books).sent(envelope.id()));
            return true;
        });
        return claimed.stream().flatMap(envelope -> envelope.notices().stream()).toList();
    }
}
