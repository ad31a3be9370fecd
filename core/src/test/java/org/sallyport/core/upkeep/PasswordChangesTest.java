package org.sallyport.core.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.apppassword.Waking;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.fixture.EventfulStore;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.session.BrowserSession;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;

class PasswordChangesTest {
    private static final String ELENI = "eleni@olive.example";
    private static final String NEW = "pines grow slowly there";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.enforced(ELENI);

    @Nested
    class ItDemands {
        @Test
        void aSecondFactorOfTheLastFiveMinutes() {
            var proved = olive.clock.instant();
            olive.clock.forward(Duration.ofMinutes(5));

            assertThat(change(Organisation.PASSWORD, NEW, Limits.PasswordChanged.KEEP, Optional.of(proved)))
                    .isEqualTo(new PasswordChange.StepUpNeeded());
            assertThat(change(Organisation.PASSWORD, NEW, Limits.PasswordChanged.KEEP, Optional.empty()))
                    .isEqualTo(new PasswordChange.StepUpNeeded());
        }

        @Test
        void noSecondFactorWhereMfaIsNotRequired() {
            var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
            var wanted = wanted(Organisation.PASSWORD, NEW, Limits.PasswordChanged.KEEP, Optional.empty());

            assertThat(olive.passwords.change(nikos, wanted)).isInstanceOf(PasswordChange.Changed.class);
        }

        @Test
        void thePresentPassword() {
            assertThat(change("not the present one", NEW)).isEqualTo(new PasswordChange.WrongPresent());

            assertThat(opens(Organisation.PASSWORD)).isTrue();
            assertThat(events(AuditKind.ACCOUNT_PASSWORD_REJECTED))
                    .singleElement()
                    .satisfies(event -> assertThat(event.details())
                            .isEqualTo(Map.of("reason", "wrong-secret", "source", "192.0.2.1")));
        }

        @Test
        void aGuessOnceHoweverOftenItIsRepeated() {
            for (int i = 0; i < 50; i++) {
                assertThat(change("not the present one", NEW)).isEqualTo(new PasswordChange.WrongPresent());
            }
            assertThat(events(AuditKind.ACCOUNT_PASSWORD_REJECTED)).hasSize(1);
            assertThat(change(Organisation.PASSWORD, NEW)).isInstanceOf(PasswordChange.Changed.class);
        }

        @Test
        void aWaitAfterManyGuesses() {
            var answers = new ArrayList<PasswordChange>();
            for (int i = 0; i < 30; i++) {
                answers.add(change("not the present one " + i, NEW));
            }
            assertThat(answers).hasAtLeastOneElementOfType(PasswordChange.Later.class);
            assertThat(change(Organisation.PASSWORD, NEW)).isInstanceOf(PasswordChange.Later.class);
        }

        @Test
        void oneThatIsNotWeak() {
            assertThat(change(Organisation.PASSWORD, "short"))
                    .isEqualTo(new PasswordChange.Weak(PasswordWeakness.TOO_SHORT, PasswordRule.ALONE));
        }

        @Test
        void oneThatIsAnother() {
            assertThat(change(Organisation.PASSWORD, Organisation.PASSWORD)).isEqualTo(new PasswordChange.Same());
        }
    }

    @Nested
    class OnceItIsChanged {
        @Test
        void theNewOneOpensAndTheEarlierOneIsRecognised() {
            change(Organisation.PASSWORD, NEW);

            assertThat(opens(NEW)).isTrue();
            assertThat(opens(Organisation.PASSWORD)).isFalse();
            assertThat(olive.verify(ELENI, Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.OLD_ACCOUNT_PASSWORD));
        }

        @Test
        void everyBrowserSessionHasEnded() {
            var session = session(eleni.id());

            change(Organisation.PASSWORD, NEW);

            boolean goesOn = olive.store.transact(
                    books -> BrowserSessions.in(books).find(session).isPresent());
            assertThat(goesOn).isFalse();
        }

        @Test
        void itsOwnerIsToldWhatBecameOfTheAppPasswords() {
            olive.issue(eleni, Scope.mail());
            change(Organisation.PASSWORD, NEW, Limits.PasswordChanged.SLEEP, Optional.of(olive.clock.instant()));
            change(NEW, Organisation.PASSWORD, Limits.PasswordChanged.KEEP, Optional.of(olive.clock.instant()));

            assertThat(notices(Notice.Kind.PASSWORD_CHANGED))
                    .extracting(Notice::values)
                    .containsExactlyInAnyOrder(Map.of("name", ELENI, "apps", "sleep"), Map.of("name", ELENI));
        }

        @Test
        void whoeverDidItStandsInTheAuditLog() {
            change(Organisation.PASSWORD, NEW);

            assertThat(events(AuditKind.ACCOUNT_PASSWORD_SET))
                    .extracting(AuditEvent::by)
                    .containsExactly(new Actor.Person(eleni.id()));
        }
    }

    @Nested
    class AppPasswords {
        private final Secret ipad = olive.issue(eleni, Scope.mail()).secret();

        @Test
        void areKeptUnlessSomethingElseIsChosen() {
            assertThat(change(Organisation.PASSWORD, NEW))
                    .isEqualTo(new PasswordChange.Changed(
                            olive.clock.instant(), Limits.PasswordChanged.KEEP, 0, OpenConnections.Receipt.NONE));

            assertThat(verdict()).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void areRevokedForGood() {
            assertThat(become(Limits.PasswordChanged.REVOKE).appPasswords()).isOne();

            assertThat(verdict()).isEqualTo(new Verdict.Rejected(Rejection.REVOKED));
            assertThat(events(AuditKind.APP_PASSWORD_REVOKED)).hasSize(1);
        }

        @Test
        void sleepUntilTheyAreWoken() {
            var id = olive.appPasswords.of(eleni.id()).getFirst().id();
            assertThat(become(Limits.PasswordChanged.SLEEP).appPasswords()).isOne();
            assertThat(verdict()).isEqualTo(new Verdict.Rejected(Rejection.PUT_TO_SLEEP));

            assertThat(olive.appPasswords.wake(eleni.id(), id, olive.clock.instant()))
                    .isEqualTo(Waking.WOKEN);

            assertThat(verdict()).isInstanceOf(Verdict.Accepted.class);
            assertThat(events(AuditKind.APP_PASSWORD_PUT_TO_SLEEP)).hasSize(1);
            assertThat(events(AuditKind.APP_PASSWORD_WOKEN)).hasSize(1);
            assertThat(notices(Notice.Kind.APP_PASSWORD_WOKEN))
                    .extracting(notice -> notice.values().get("label"))
                    .containsExactly("Kitchen iPad");
        }

        @Test
        void areWokenWithAFreshSecondFactorByTheirOwnerOnly() {
            var id = olive.appPasswords.of(eleni.id()).getFirst().id();
            var maria = olive.enforced("maria@olive.example");
            become(Limits.PasswordChanged.SLEEP);
            var proved = olive.clock.instant();

            assertThat(olive.appPasswords.wake(maria.id(), id, proved)).isEqualTo(Waking.NOT_ASLEEP);
            olive.clock.forward(Duration.ofMinutes(5));
            assertThat(olive.appPasswords.wake(eleni.id(), id, proved)).isEqualTo(Waking.STEP_UP_NEEDED);

            assertThat(verdict()).isEqualTo(new Verdict.Rejected(Rejection.PUT_TO_SLEEP));
        }

        @ParameterizedTest
        @EnumSource(Limits.PasswordChanged.class)
        void becomeWhatIsUsualWhereAnOperatorSetsThePassword(Limits.PasswordChanged usual) {
            var limits = Limits.standard().with(new Limits.Upkeep(usual, Duration.ZERO, Limits.CloseAccount.OFF));
            var pine = new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), limits);
            var anna = pine.enforced("anna@olive.example");
            var hers = pine.issue(anna, Scope.mail()).secret();

            pine.passwords.set(anna, Secret.of(NEW), new Actor.Operator());

            var verdict = pine.verify("anna@olive.example", hers.reveal(), Protocol.IMAP);
            switch (usual) {
                case KEEP -> assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
                case SLEEP -> assertThat(verdict).isEqualTo(new Verdict.Rejected(Rejection.PUT_TO_SLEEP));
                case REVOKE -> assertThat(verdict).isEqualTo(new Verdict.Rejected(Rejection.REVOKED));
            }
        }

        private PasswordChange.Changed become(Limits.PasswordChanged then) {
            return (PasswordChange.Changed)
                    change(Organisation.PASSWORD, NEW, then, Optional.of(olive.clock.instant()));
        }

        private Verdict verdict() {
            return olive.verify(ELENI, ipad.reveal(), Protocol.IMAP);
        }
    }

    @Nested
    class WhatIsOpenAtServers {
        private final List<AccountId> closed = new ArrayList<>();
        private final PasswordChanges passwords = olive.passwords((account, appPassword) -> {
            closed.add(account.id());
            return OpenConnections.Receipt.NONE;
        });

        @Test
        void isClosedWhereAppPasswordsEnd() {
            olive.issue(eleni, Scope.mail());
            var proved = Optional.of(olive.clock.instant());
            passwords.change(eleni, wanted(Organisation.PASSWORD, NEW, Limits.PasswordChanged.SLEEP, proved));

            assertThat(closed).containsExactly(eleni.id());
        }

        @Test
        void isClosedWhereAppsUseTheAccountPassword() {
            var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
            passwords.set(nikos, Secret.of(NEW), new Actor.Operator());

            assertThat(closed).containsExactly(nikos.id());
        }

        @Test
        void isClosedAlsoWhereTheStoreIsGoneRightBehindTheChange() {
            var store = new EventfulStore();
            var pine = new Organisation(store, Fixtures.keyset(), Limits.standard());
            var nikos = pine.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
            var reached = new ArrayList<AccountId>();
            var changes = pine.passwords((account, _) -> {
                reached.add(account.id());
                return new OpenConnections.Receipt(1, 3, Duration.ZERO, OpenConnections.Gaps.NONE);
            });
            store.behind(store::goAway, CredentialsBook.class, BrowserSessions.class);

            assertThat(changes.set(nikos, Secret.of(NEW), new Actor.Operator()))
                    .isInstanceOf(PasswordChange.Changed.class);
            assertThat(store.isAway()).isTrue();
            assertThat(reached).containsExactly(nikos.id());
        }

        @Test
        void staysOpenWhereNothingHangsOnThePassword() {
            olive.issue(eleni, Scope.mail());
            passwords.set(eleni, Secret.of(NEW), new Actor.Operator());

            assertThat(closed).isEmpty();
        }
    }

    private PasswordChange change(String present, String password) {
        return change(present, password, Limits.PasswordChanged.KEEP, Optional.of(olive.clock.instant()));
    }

    private PasswordChange change(
            String present, String password, Limits.PasswordChanged then, Optional<Instant> factorProved) {
        return olive.passwords.change(eleni, wanted(present, password, then, factorProved));
    }

    private static WantedPassword wanted(
            String present, String password, Limits.PasswordChanged then, Optional<Instant> factorProved) {
        return new WantedPassword(
                Secret.of(present),
                Secret.of(password),
                then,
                factorProved.orElse(Instant.EPOCH),
                Source.ofLiteral("192.0.2.1"));
    }

    private boolean opens(String password) {
        var step = olive.signIn.password(new TypedName(ELENI), Secret.of(password), Source.ofLiteral("198.51.100.9"));
        return step instanceof PasswordStep.Right;
    }

    private List<AuditEvent> events(AuditKind kind) {
        return olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 1000)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .toList();
    }

    private List<Notice> notices(Notice.Kind kind) {
        return Mailbag.notices(olive.store, olive.clock.instant(), kind);
    }

    private Digest session(AccountId account) {
        var key = olive.keyset.digest(Purpose.SESSION, account.bytes());
        var now = olive.clock.instant();
        var session = new BrowserSession(key, Optional.of(account), now, now, now.plusSeconds(3600), new byte[] {1});
        return olive.store.transact(books -> {
            BrowserSessions.in(books).add(session);
            return key;
        });
    }
}
