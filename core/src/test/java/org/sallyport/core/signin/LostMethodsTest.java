package org.sallyport.core.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class LostMethodsTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.enforced("eleni@olive.example");

    @Test
    void theCodeOfAnAdminOpensTheWayToANewMethodAndChangesNothingYet() {
        var methods = olive.methods.of(eleni.id());

        assertThat(type(code()))
                .isInstanceOfSatisfying(
                        Progress.Moved.class,
                        moved -> assertThat(moved.enrollment().aim()).isEqualTo(Enrollment.Aim.REPLACEMENT));

        assertThat(olive.methods.of(eleni.id())).isEqualTo(methods);
        assertThat(kinds()).contains(AuditKind.ONBOARDING_CODE_MADE, AuditKind.ONBOARDING_CODE_USED);
    }

    @Test
    void whoeverHasNoSecondFactorInForceHasNothingToReplace() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        olive.requireMfa(nikos);
        var code = olive.onboardingCodes.make(nikos.id(), OnboardingCodes.AT_ONCE, new Actor.Operator());

        assertThat(olive.lostMethods.enter(nikos.id(), new TypedCode(code.reveal()), Source.UNKNOWN))
                .isEqualTo(new Progress.OutOfOrder(Optional.empty()));
    }

    @Test
    void ownersHearOfTheCodeAndOfThreeWrongOnes() {
        code();
        assertThat(told()).containsExactly(Notice.Kind.ONBOARDING_CODE_MADE);

        for (int i = 0; i < 3; i++) {
            assertThat(type("AAAAAAAAAAAA")).isInstanceOf(Progress.CodeWrong.class);
        }

        assertThat(told()).containsExactly(Notice.Kind.WRONG_CODES);
        assertThat(kinds()).contains(AuditKind.SECOND_FACTOR_REJECTED);
    }

    @Test
    void T24_ofManyWhoTypeOneCodeAtOnceOneOpensTheWay() {
        var code = code();

        assertThat(Crowd.of(50).succeeding(i -> type(code) instanceof Progress.Moved))
                .isOne();
    }

    @Test
    void T25_parallelGuessesAreCountedBeforeTheyAreJudged() {
        code();
        var judged = new AtomicInteger();

        Crowd.of(100).does(i -> {
            if (type("AAAAAAAAAAAA") instanceof Progress.CodeWrong) {
                judged.incrementAndGet();
            }
            return true;
        });

        assertThat(judged.get()).isEqualTo(5);
    }

    private String code() {
        return olive.onboardingCodes
                .make(eleni.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                .reveal();
    }

    private Progress type(String code) {
        return olive.lostMethods.enter(eleni.id(), new TypedCode(code), Source.UNKNOWN);
    }

    private List<AuditKind> kinds() {
        return olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 20)).stream()
                .map(entry -> entry.event().kind())
                .toList();
    }

    private List<Notice.Kind> told() {
        return Mailbag.emptied(olive.store, olive.clock.instant()).stream()
                .map(Notice::kind)
                .toList();
    }
}
