package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPasswordRequest;
import org.sallyport.core.apppassword.AppPasswords;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.directory.Directory;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class RuleVerifierTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    @Nested
    class WhileMfaIsNotRequired {
        private final Account nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());

        @Test
        void appsTakeTheAccountPassword() {
            assertThat(olive.verify("nikos@olive.example", Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(new Verdict.Accepted(nikos.id(), nikos.username(), Optional.empty()));
        }

        @Test
        void anotherPasswordIsWrong() {
            assertThat(olive.verify("nikos@olive.example", "olives grow slowly there", Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.WRONG_SECRET));
        }

        @Test
        void earlierAppPasswordsSleepAndWakeWithTheRequirement() {
            var eleni = olive.enforced("eleni@olive.example");
            var letters = olive.issue(eleni, Scope.everything()).secret().reveal();
            var person = new Subject.Person(eleni.id());
            olive.mfa.decide(person, MfaState.Required.NO, new Actor.Operator());
            assertThat(olive.verify("eleni@olive.example", letters, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.ASLEEP));
            olive.mfa.decide(person, MfaState.Required.YES, new Actor.Operator());
            assertThat(olive.verify("eleni@olive.example", letters, Protocol.IMAP))
                    .isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void aDisabledAccountOpensNothing() {
            olive.accounts.disable(nikos.id(), new Actor.Operator());
            assertThat(olive.verify("nikos@olive.example", Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.ACCOUNT_DISABLED));
        }
    }

    @Nested
    class WhileMfaIsEnabled {
        @Test
        void appsTakeTheAccountPasswordUntilSomethingIsRegistered() {
            var eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
            olive.requireMfa(eleni);
            assertThat(olive.verify("eleni@olive.example", Organisation.PASSWORD, Protocol.IMAP))
                    .isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void appsTakeTheAccountPasswordUntilTheGraceDaysEnd() {
            var graceful = with(new Limits(
                    24, 40, Duration.ofDays(7), Limits.MissingContact.ASK, Limits.AccountPasswordInApps.BY_MFA_STATE));
            graceful.requireMfa(graceful.add("eleni@olive.example", Account.Role.PERSON, Optional.empty()));
            graceful.clock.forward(Duration.ofDays(7).minusSeconds(1));
            assertThat(graceful.verify("eleni@olive.example", Organisation.PASSWORD, Protocol.IMAP))
                    .isInstanceOf(Verdict.Accepted.class);
            graceful.clock.forward(Duration.ofSeconds(1));
            assertThat(graceful.verify("eleni@olive.example", Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.APP_PASSWORD_NEEDED));
        }
    }

    @Nested
    class WhileMfaIsEnforced {
        private final Account eleni = olive.enforced("eleni@olive.example");
        private final Issuing.Issued issued = olive.issue(eleni, Scope.mail());
        private final String letters = issued.secret().reveal();

        @Test
        void theAccountPasswordIsRefused() {
            assertThat(olive.verify("eleni@olive.example", Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.APP_PASSWORD_NEEDED));
        }

        @Test
        void anAppPasswordIsAcceptedHoweverItIsTyped() {
            var grouped = AppPasswords.grouped(issued.secret());
            for (var typed : new String[] {
                letters, grouped, grouped.replace(' ', '-'), letters.toUpperCase(Locale.ROOT), " " + grouped + " "
            }) {
                assertThat(olive.verify("Eleni@OLIVE.example", typed, Protocol.IMAP))
                        .isEqualTo(new Verdict.Accepted(
                                eleni.id(),
                                eleni.username(),
                                Optional.of(issued.made().id())));
            }
        }

        @Test
        void anAppPasswordWithOneLetterChangedIsWrong() {
            for (int i = 0; i < letters.length(); i++) {
                var changed = new StringBuilder(letters);
                changed.setCharAt(i, letters.charAt(i) == 'z' ? 'a' : (char) (letters.charAt(i) + 1));
                var another = olive.verify("eleni@olive.example", changed.toString(), Protocol.IMAP);
                assertThat(another).isNotInstanceOf(Verdict.Accepted.class);
            }
        }

        @Test
        void anAppPasswordOpensNoOtherAccount() {
            olive.enforced("maria@olive.example");
            assertThat(olive.verify("maria@olive.example", letters, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.WRONG_SECRET));
        }

        @Test
        void aRevokedAppPasswordOpensNothing() {
            olive.appPasswords.revoke(eleni.id(), issued.made().id(), new Actor.Person(eleni.id()));
            assertThat(olive.verify("eleni@olive.example", letters, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.REVOKED));
        }

        @Test
        void anExpiredAppPasswordOpensNothing() {
            var request = new AppPasswordRequest(
                    eleni.id(),
                    new Label("For a day"),
                    Scope.mail(),
                    Optional.of(Fixtures.NOW.plus(Duration.ofDays(1))),
                    Fixtures.NOW);
            var shortLived = ((Issuing.Issued) olive.appPasswords.issue(request))
                    .secret()
                    .reveal();
            olive.clock.forward(Duration.ofDays(1));
            assertThat(olive.verify("eleni@olive.example", shortLived, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.EXPIRED));
        }

        @Test
        void anAppPasswordOpensFromItsNetworksOnly() {
            var office = new Scope(
                    EnumSet.of(Protocol.IMAP),
                    Set.of(Network.parse("198.51.100.0/24").orElseThrow()));
            var secret = olive.issue(eleni, office).secret().reveal();
            assertThat(olive.verify("eleni@olive.example", secret, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.NETWORK_OUT_OF_SCOPE));
        }

        @Test
        void T05_anAppPasswordOpensExactlyTheProtocolsOfItsScope() {
            for (var scoped : Protocol.values()) {
                var secret = olive.issue(eleni, new Scope(EnumSet.of(scoped), Set.of()))
                        .secret()
                        .reveal();
                for (var asked : Protocol.values()) {
                    var verdict = olive.verify("eleni@olive.example", secret, asked);
                    if (asked == scoped) {
                        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
                    } else {
                        assertThat(verdict).isEqualTo(new Verdict.Rejected(Rejection.PROTOCOL_OUT_OF_SCOPE));
                    }
                }
            }
        }

        @Test
        void T05_anAppPasswordOpensNoPage() {
            assertThat(olive.signIn.password(
                            new TypedName("eleni@olive.example"),
                            Secret.of(letters),
                            org.sallyport.core.caller.Source.UNKNOWN))
                    .isEqualTo(new org.sallyport.core.signin.PasswordStep.Wrong());
        }

        @Test
        void strangersGuessingDoNotKeepTheRightAppPasswordOut() {
            for (int guess = 0; guess < 200; guess++) {
                olive.verify("eleni@olive.example", "a stranger's guess " + guess, Protocol.IMAP);
            }
            assertThat(olive.verify("eleni@olive.example", letters, Protocol.IMAP))
                    .isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void aDeviceThatRepeatsAnOldPasswordCostsOneHash() {
            int before = olive.hasher.asked();
            for (int i = 0; i < 100; i++) {
                olive.verify("eleni@olive.example", "the password of last year", Protocol.IMAP);
            }
            assertThat(olive.hasher.asked() - before).isEqualTo(1);
        }

        @Test
        void whatWasJudgedIsNotedAtTheNextFlush() {
            olive.verify("eleni@olive.example", letters, Protocol.SMTP);
            olive.verify("eleni@olive.example", letters, Protocol.SMTP);
            olive.notes.flush();
            var lastUse = olive.appPasswords.of(eleni.id()).getFirst().lastUse().orElseThrow();
            assertThat(lastUse.protocol()).isEqualTo(Protocol.SMTP);
            var latest = olive.store
                    .transact(books -> AuditLog.in(books).about(eleni.id(), 1))
                    .getFirst()
                    .event();
            assertThat(latest.details()).containsEntry("times", "2").containsEntry("source", "192.0.2.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u200b", "\u0000", "   ", "-", " - - "})
    void T11_anEmptySecretIsNeverAccepted(String empty) {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        assertThat(olive.verify("nikos@olive.example", empty, Protocol.LDAP)).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void whoeverIsAskedAboutInATestIsNobodyAndLeavesNothingBehind() {
        var before = olive.store.transact(books -> AuditLog.in(books).head()).map(AuditLog.Head::number);
        int hashed = olive.hasher.asked();

        assertThat(new TypedName(TypedName.OF_TESTS).canonical()).isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(olive.verify(TypedName.OF_TESTS, "none", Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.MALFORMED));
        }
        olive.notes.flush();
        assertThat(olive.store.transact(books -> AuditLog.in(books).head()).map(AuditLog.Head::number))
                .isEqualTo(before);
        assertThat(olive.hasher.asked()).isEqualTo(hashed);
    }

    @Test
    void aSecretOfMoreThanAThousandBytesIsNotHashed() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        int before = olive.hasher.asked();
        assertThat(olive.verify("nikos@olive.example", "x".repeat(1025), Protocol.IMAP))
                .isEqualTo(new Verdict.Rejected(Rejection.MALFORMED));
        assertThat(olive.hasher.asked()).isEqualTo(before);
    }

    @Test
    void anUnknownNameCostsAsMuchWorkAsAWrongPassword() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        int before = olive.hasher.asked();
        olive.verify("nobody@olive.example", "a wrong password here", Protocol.IMAP);
        int forNobody = olive.hasher.asked() - before;
        olive.verify("nikos@olive.example", "a wrong password here", Protocol.IMAP);
        assertThat(olive.hasher.asked() - before - forNobody)
                .isEqualTo(forNobody)
                .isEqualTo(1);
    }

    @Test
    void everySpellingOfANameIsOneCounter() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        var spellings = new String[] {"nikos@olive.example", "NIKOS@olive.example", "Ｎikos@olive.example"};
        for (int i = 0; i < 3; i++) {
            olive.verify(spellings[i], "guess number " + i, Protocol.IMAP);
        }
        assertThat(olive.verify("nikos@OLIVE.example", "guess number 3", Protocol.IMAP))
                .isInstanceOf(Verdict.Deferred.class);
    }

    @Test
    void anOutageIsNotAWrongPassword() {
        var down = new Organisation(
                new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard(), Optional.of(new Directory() {
                    @Override
                    public PasswordCheck check(AccountId account, Secret typed) {
                        throw new Unavailable("directory", "it is down");
                    }

                    @Override
                    public void isNobodysPassword(Secret typed) {
                        throw new Unavailable("directory", "it is down");
                    }
                }));
        down.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        for (int i = 0; i < 50; i++) {
            assertThat(down.verify("nikos@olive.example", "guess number " + i, Protocol.IMAP))
                    .isEqualTo(new Verdict.Deferred(Delay.OUTAGE, Duration.ofSeconds(5)));
        }
    }

    @Test
    void T25_parallelGuessesAreJudgedNoMoreOftenThanTheThrottleAllows() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        int before = olive.hasher.asked();
        var verdicts =
                Crowd.of(500).does(i -> olive.verify("nikos@olive.example", "parallel guess " + i, Protocol.IMAP));
        long judged =
                verdicts.stream().filter(Verdict.Rejected.class::isInstance).count();
        assertThat(judged).isEqualTo(3).isEqualTo(olive.hasher.asked() - before);
        assertThat(verdicts).filteredOn(Verdict.Deferred.class::isInstance).hasSize(497);
    }

    @Test
    void sixteenLettersAreGroupedInFours() {
        var compatible = with(new Limits(
                16, 40, Duration.ZERO, Limits.MissingContact.ASK, Limits.AccountPasswordInApps.BY_MFA_STATE));
        var eleni = compatible.enforced("eleni@olive.example");
        var secret = compatible.issue(eleni, Scope.mail()).secret();
        assertThat(AppPasswords.grouped(secret)).matches("([a-z]{4} ){3}[a-z]{4}");
        assertThat(compatible.verify("eleni@olive.example", AppPasswords.grouped(secret), Protocol.IMAP))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whereTheAccountPasswordIsNeverForAppsItIsRefusedInEveryState() {
        var hardened =
                with(new Limits(24, 40, Duration.ZERO, Limits.MissingContact.ASK, Limits.AccountPasswordInApps.NEVER));
        hardened.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        assertThat(hardened.verify("nikos@olive.example", Organisation.PASSWORD, Protocol.IMAP))
                .isEqualTo(new Verdict.Rejected(Rejection.APP_PASSWORD_NEEDED));
    }

    @Test
    void anAccountHoldsNoMoreAppPasswordsThanItsLimit() {
        var eleni = olive.enforced("eleni@olive.example");
        IntStream.range(0, 40).forEach(i -> olive.issue(eleni, Scope.mail()));
        var oneMore =
                new AppPasswordRequest(eleni.id(), new Label("One more"), Scope.mail(), Optional.empty(), Fixtures.NOW);
        assertThat(olive.appPasswords.issue(oneMore)).isEqualTo(new Issuing.TooMany(40));
    }

    private static Organisation with(Limits limits) {
        return new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), limits);
    }
}
