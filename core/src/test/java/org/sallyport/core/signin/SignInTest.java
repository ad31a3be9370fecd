package org.sallyport.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Totp;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;

class SignInTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    @Test
    void withoutARequirementThePasswordIsEnough() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        assertThat(next(password("nikos@olive.example", Organisation.PASSWORD))).isEqualTo(PasswordStep.Next.DONE);
    }

    @Test
    void whoHasNothingRegisteredIsSentToSetUp() {
        olive.requireMfa(olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty()));
        assertThat(next(password("eleni@olive.example", Organisation.PASSWORD))).isEqualTo(PasswordStep.Next.SET_UP);
    }

    @Test
    void duringTheGraceDaysSetUpMayBePutOff() {
        var limits = new Limits(
                24, 40, Duration.ofDays(3), Limits.MissingContact.ASK, Limits.AccountPasswordInApps.BY_MFA_STATE);
        var graceful = new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), limits);
        graceful.requireMfa(graceful.add("eleni@olive.example", Account.Role.PERSON, Optional.empty()));
        var step = graceful.signIn.password(
                new TypedName("eleni@olive.example"), Secret.of(Organisation.PASSWORD), Source.UNKNOWN);
        assertThat(next(step)).isEqualTo(PasswordStep.Next.MAY_SET_UP);
    }

    @Test
    void aWrongNameAndAWrongPasswordAreAnsweredAlike() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        assertThat(password("nikos@olive.example", "not the password at all"))
                .isEqualTo(password("nobody@olive.example", "not the password at all"))
                .isEqualTo(new PasswordStep.Wrong());
    }

    @Test
    void aDisabledAccountIsAnsweredLikeAWrongPassword() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        olive.accounts.disable(nikos.id(), new Actor.Operator());
        assertThat(password("nikos@olive.example", Organisation.PASSWORD)).isEqualTo(new PasswordStep.Wrong());
    }

    @Test
    void whatAppsGetWrongDelaysNobodyInABrowser() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        for (int i = 0; i < 50; i++) {
            olive.verify("nikos@olive.example", "wrong in an app " + i, Protocol.IMAP);
        }
        assertThat(password("nikos@olive.example", Organisation.PASSWORD)).isInstanceOf(PasswordStep.Right.class);
    }

    @Test
    void repeatingOneWrongPasswordWritesOneLineOfTheAuditLog() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        for (int i = 0; i < 50; i++) {
            password("nikos@olive.example", "the same wrong one");
        }
        var entries = olive.store.transact(books -> AuditLog.in(books).since(0, 1000));
        assertThat(entries)
                .filteredOn(e -> e.event().kind() == AuditKind.SIGN_IN_REJECTED)
                .hasSize(1);
    }

    @Test
    void T51_anUnknownNameOpensTheSameBooksAsAKnownOne() {
        var asked = new ArrayList<Class<?>>();
        var counting = new Organisation(
                new NotedBooks(new MemoryStore(Fixtures.keyset()), asked), Fixtures.keyset(), Limits.standard());
        counting.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        asked.clear();
        counting.signIn.password(new TypedName("nikos@olive.example"), Secret.of("not it"), Source.UNKNOWN);
        var known = List.copyOf(asked);
        asked.clear();
        counting.signIn.password(new TypedName("nobody@olive.example"), Secret.of("not it"), Source.UNKNOWN);
        assertThat(asked).isEqualTo(known);
    }

    private record NotedBooks(Store store, List<Class<?>> asked) implements Store {
        @Override
        public <R> R transact(Function<Books, R> work) {
            return store.transact(books -> work.apply(new Books() {
                @Override
                public <B> B book(Class<B> kind) {
                    asked.add(kind);
                    return books.book(kind);
                }
            }));
        }
    }

    @Test
    void repeatingTheAccountPasswordOfBeforeWritesOneLineOfTheAuditLog() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        olive.passwords.set(nikos, Secret.of("olives ripen in november"), new Actor.Operator());
        for (int i = 0; i < 50; i++) {
            assertThat(password("nikos@olive.example", Organisation.PASSWORD)).isEqualTo(new PasswordStep.Wrong());
        }
        assertThat(reasonsOfRefusals()).containsExactly("old-account-password");
    }

    @Test
    void T51_atADisabledAccountTheRightPasswordForgivesNothing() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        olive.accounts.disable(nikos.id(), new Actor.Operator());
        for (int i = 0; i < 9; i++) {
            password("nikos@olive.example", "wrong in a browser " + i);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(password("nikos@olive.example", Organisation.PASSWORD)).isEqualTo(new PasswordStep.Wrong());
        }
        assertThat(password("nikos@olive.example", "one more"))
                .isEqualTo(new PasswordStep.Later(Duration.ofSeconds(30)));
        assertThat(reasonsOfRefusals()).hasSize(10).endsWith("account-disabled");
    }

    @Test
    void guessingInABrowserHasToWait() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        for (int i = 0; i < 10; i++) {
            assertThat(password("nikos@olive.example", "wrong in a browser " + i))
                    .isEqualTo(new PasswordStep.Wrong());
        }
        assertThat(password("nikos@olive.example", Organisation.PASSWORD))
                .isEqualTo(new PasswordStep.Later(Duration.ofSeconds(30)));
    }

    @Test
    void whatABrowserGetsWrongDelaysNoApp() {
        olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        for (int i = 0; i < 50; i++) {
            password("nikos@olive.example", "wrong in a browser " + i);
        }
        assertThat(olive.verify("nikos@olive.example", Organisation.PASSWORD, Protocol.IMAP))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Nested
    class WhileStrangersGuess {
        private final Account nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());

        @Test
        void whoMistypesAtHomeNeedNotWait() {
            assertThat(next(password(nikos.username().canonical(), Organisation.PASSWORD)))
                    .isEqualTo(PasswordStep.Next.DONE);
            fromTenAddresses();
            assertThat(password("nikos@olive.example", "mistyped at home")).isEqualTo(new PasswordStep.Wrong());
            assertThat(next(password("nikos@olive.example", Organisation.PASSWORD)))
                    .isEqualTo(PasswordStep.Next.DONE);
        }

        @Test
        void whoMistypesAtANewPlaceWaits() {
            fromTenAddresses();
            assertThat(password("nikos@olive.example", "mistyped elsewhere")).isEqualTo(new PasswordStep.Wrong());
            assertThat(password("nikos@olive.example", Organisation.PASSWORD))
                    .isEqualTo(new PasswordStep.Later(Duration.ofSeconds(30)));
        }

        @Test
        void atHomeTooPatienceEndsAfterTenGuesses() {
            password("nikos@olive.example", Organisation.PASSWORD);
            fromTenAddresses();
            for (int i = 0; i < 10; i++) {
                assertThat(password("nikos@olive.example", "mistyped at home " + i))
                        .isEqualTo(new PasswordStep.Wrong());
            }
            assertThat(password("nikos@olive.example", Organisation.PASSWORD))
                    .isEqualTo(new PasswordStep.Later(Duration.ofSeconds(30)));
        }

        private void fromTenAddresses() {
            for (int i = 0; i < 100; i++) {
                olive.signIn.password(
                        new TypedName("nikos@olive.example"),
                        Secret.of("a stranger's guess " + i),
                        Source.ofLiteral("203.0.113." + i % 10));
            }
        }
    }

    @Nested
    class WithAnAuthenticatorApp {
        private final Account eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
        private final byte[] key = olive.registerApp(eleni);

        @Test
        void theSecondFactorIsAskedFor() {
            olive.requireMfa(eleni);
            assertThat(next(password("eleni@olive.example", Organisation.PASSWORD)))
                    .isEqualTo(PasswordStep.Next.SECOND_FACTOR);
        }

        @Test
        void aRightCodeIsAcceptedOnceHoweverItIsTyped() {
            var code = olive.codeFor(key);
            assertThat(secondFactor(code)).isInstanceOf(CodeCheck.Accepted.class);
            for (var again :
                    new String[] {code, " " + code, code + " ", code.substring(0, 3) + " " + code.substring(3)}) {
                assertThat(secondFactor(again)).isEqualTo(new CodeCheck.AlreadyUsed());
            }
        }

        @Test
        void T24_ofManyWithTheSameCodeExactlyOneIsLetIn() {
            for (int round = 0; round < 50; round++) {
                olive.clock.forward(Duration.ofDays(2));
                var code = olive.codeFor(key);
                assertThat(Crowd.of(8).succeeding(i -> secondFactor(code) instanceof CodeCheck.Accepted))
                        .as("round %d", round)
                        .isEqualTo(1);
            }
        }

        @Test
        void aCodeOfThePastIsExplainedByTheClock() {
            var past = Totp.code(key, Totp.stepAt(olive.clock.instant()) - 4);
            assertThat(secondFactor(past)).isEqualTo(new CodeCheck.ClockOff(Duration.ofMinutes(-2)));
        }

        @Test
        void aCodeOfTheFutureIsNotToldFromAWrongOne() {
            var future = Totp.code(key, Totp.stepAt(olive.clock.instant()) + 4);
            assertThat(secondFactor(future)).isEqualTo(new CodeCheck.Wrong());
        }

        @Test
        void atMostTwentyWrongCodesAreJudgedInADay() {
            assertThat(judgedWithin(Duration.ofHours(23))).isLessThanOrEqualTo(20);
        }

        @Test
        void T25_parallelWrongCodesAreCountedBeforeTheyAreJudged() {
            var outcomes = Crowd.of(200).does(i -> secondFactor("abcdef"));
            assertThat(outcomes).filteredOn(new CodeCheck.Wrong()::equals).hasSize(5);
            assertThat(outcomes).filteredOn(CodeCheck.TooMany.class::isInstance).hasSize(195);
        }

        @Test
        void onlyCodesThatWereLookedAtStandInTheAuditLogAsRefused() {
            for (int i = 0; i < 30; i++) {
                secondFactor("abcdef");
            }
            assertThat(refusedCodes()).isEqualTo(5);
        }

        @Test
        void withoutAnAuthenticatorAppNoCodeIsRefused() {
            var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
            assertThat(olive.signIn.secondFactor(nikos.id(), new TypedCode("123456"), Source.UNKNOWN))
                    .isEqualTo(new CodeCheck.NothingRegistered());
            assertThat(refusedCodes()).isZero();
        }

        @Test
        void whoeverTypesThreeWrongCodesMakesTheOwnerHearOfItOnce() {
            var maria = olive.enforced("maria@olive.example");
            for (int i = 0; i < 5; i++) {
                olive.signIn.secondFactor(maria.id(), new TypedCode("abcdef"), Source.UNKNOWN);
            }
            assertThat(Mailbag.notices(olive.store, olive.clock.instant()))
                    .extracting(Notice::kind)
                    .containsExactly(Notice.Kind.WRONG_CODES);
        }

        @Test
        void ownersHearOfItAlsoWhenTheThirdIsACodeThatWasUsed() {
            var maria = olive.add("maria@olive.example", Account.Role.PERSON, Optional.of("home@pine.example"));
            var code = new TypedCode(olive.codeFor(olive.registerApp(maria)));
            olive.signIn.secondFactor(maria.id(), code, Source.UNKNOWN);
            for (var typed : List.of(new TypedCode("abcdef"), new TypedCode("abcdef"), code)) {
                assertThat(Mailbag.notices(olive.store, olive.clock.instant())).isEmpty();
                olive.signIn.secondFactor(maria.id(), typed, Source.UNKNOWN);
            }
            olive.signIn.secondFactor(maria.id(), new TypedCode("abcdef"), Source.UNKNOWN);

            assertThat(Mailbag.notices(olive.store, olive.clock.instant()))
                    .extracting(Notice::kind)
                    .containsExactly(Notice.Kind.WRONG_CODES);
        }

        private long refusedCodes() {
            return olive.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                    .filter(e -> e.event().kind() == AuditKind.SECOND_FACTOR_REJECTED)
                    .count();
        }

        private int judgedWithin(Duration time) {
            olive.clock.forward(Duration.ofDays(2));
            var end = olive.clock.instant().plus(time);
            int judged = 0;
            while (olive.clock.instant().isBefore(end)) {
                judged += secondFactor("abcdef") instanceof CodeCheck.TooMany ? 0 : 1;
                olive.clock.forward(Duration.ofSeconds(20));
            }
            return judged;
        }

        private CodeCheck secondFactor(String typed) {
            return olive.signIn.secondFactor(eleni.id(), new TypedCode(typed), Source.UNKNOWN);
        }
    }

    private List<String> reasonsOfRefusals() {
        return olive.store.transact(books -> AuditLog.in(books).since(0, 1000)).stream()
                .filter(e -> e.event().kind() == AuditKind.SIGN_IN_REJECTED)
                .map(e -> e.event().details().getOrDefault("reason", ""))
                .toList();
    }

    private PasswordStep password(String name, String password) {
        return olive.signIn.password(new TypedName(name), Secret.of(password), Source.ofLiteral("192.0.2.1"));
    }

    private static PasswordStep.Next next(PasswordStep step) {
        return ((PasswordStep.Right) step).next();
    }
}
