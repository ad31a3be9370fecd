package org.sallyport.core.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Tries;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.store.memory.MemoryStore;

class RecoveryCodesTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final RecoveryCodes codes = olive.recoveryCodes;
    private Account eleni = Fixtures.eleni().account();

    @BeforeEach
    void eleniHasAnApp() {
        eleni = olive.enforced("eleni@olive.example");
    }

    @Test
    void tenCodesAreMadeAndEachIsTenCharactersLong() {
        var made = make();

        assertThat(made).hasSize(10).doesNotHaveDuplicates().allMatch(code -> code.matches("[A-Z2-7]{10}"));
        assertThat(codes.left(eleni.id())).isEqualTo(10);
        assertThat(kinds()).contains(AuditKind.RECOVERY_CODES_MADE);
        assertThat(told()).extracting(Notice::kind).containsExactly(Notice.Kind.RECOVERY_CODES_MADE);
    }

    @Test
    void aCodeSignsInOnceAndItsOwnerHearsHowManyAreLeft() {
        var code = make().get(4);
        told();

        assertThat(type(code)).isInstanceOf(CodeCheck.Accepted.class);

        assertThat(codes.left(eleni.id())).isEqualTo(9);
        assertThat(type(code)).isEqualTo(new CodeCheck.Wrong());
        assertThat(kinds()).contains(AuditKind.SECOND_FACTOR_ACCEPTED, AuditKind.SECOND_FACTOR_REJECTED);
        assertThat(told()).singleElement().satisfies(notice -> {
            assertThat(notice.kind()).isEqualTo(Notice.Kind.RECOVERY_CODE_USED);
            assertThat(notice.values()).containsEntry("left", "9");
        });
    }

    @Test
    void theLettersMayBeSmallAndInGroups() {
        var code = make().getFirst().toLowerCase(java.util.Locale.ROOT);

        assertThat(type(code.substring(0, 5) + "-" + code.substring(5) + " ")).isInstanceOf(CodeCheck.Accepted.class);
    }

    @Test
    void newCodesEndTheOldOnes() {
        var old = make().getFirst();
        make();

        assertThat(type(old)).isEqualTo(new CodeCheck.Wrong());
        assertThat(codes.left(eleni.id())).isEqualTo(10);
    }

    @Test
    void makingThemNeedsAFreshProof() {
        assertThat(codes.make(eleni.id(), olive.clock.instant().minus(Fresh.FOR), _ -> true))
                .isEqualTo(new Sheet.StepUpNeeded());
        assertThat(codes.left(eleni.id())).isZero();
    }

    @Test
    void whatWasAskedForBeforeMakesNoOthers() {
        var first = make().getFirst();

        assertThat(codes.make(eleni.id(), olive.clock.instant(), _ -> false)).isEqualTo(new Sheet.AlreadyMade());
        assertThat(type(first)).isInstanceOf(CodeCheck.Accepted.class);
    }

    @Test
    void whoeverHasNoMethodGetsNone() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        olive.requireMfa(nikos);

        assertThat(codes.make(nikos.id(), olive.clock.instant(), _ -> true)).isEqualTo(new Sheet.NotInForce());
        assertThat(codes.left(nikos.id())).isZero();
    }

    @Test
    void T27_theCodeOfSomebodyElseOpensNothing() {
        var mine = make().getFirst();
        var nikos = olive.enforced("nikos@olive.example");
        codes.make(nikos.id(), olive.clock.instant(), _ -> true);

        assertThat(olive.recoverySignIn.secondFactor(nikos.id(), new TypedCode(mine), Source.UNKNOWN))
                .isEqualTo(new CodeCheck.Wrong());
        assertThat(type(mine)).isInstanceOf(CodeCheck.Accepted.class);
    }

    @Test
    void T24_ofManyWhoTypeOneCodeAtOnceOneIsLetIn() {
        for (var code : make()) {
            assertThat(Crowd.of(8).succeeding(i -> type(code) instanceof CodeCheck.Accepted))
                    .isOne();
            forgetTries();
        }
        assertThat(codes.left(eleni.id())).isZero();
        assertThat(type("AAAAAAAAAA")).isEqualTo(new CodeCheck.NothingRegistered());
    }

    @Test
    void T25_parallelGuessesAreCountedBeforeAnythingFollowsFromThem() {
        make();
        var looked = new AtomicInteger();
        Crowd.of(100).does(i -> {
            if (type("AAAAAAAAAA") instanceof CodeCheck.Wrong) {
                looked.incrementAndGet();
            }
            return true;
        });

        assertThat(looked.get()).isEqualTo(5);
        assertThat(type("AAAAAAAAAA")).isInstanceOf(CodeCheck.TooMany.class);
    }

    @Test
    void whoeverHasToWaitCostsNoHash() {
        make();
        for (int i = 0; i < 5; i++) {
            type("AAAAAAAAAA");
        }
        var until = olive.clock.instant().plusSeconds(30);

        assertThat(type("BBBBBBBBBB")).isEqualTo(new CodeCheck.TooMany(until));
        olive.clock.forward(Duration.ofSeconds(30));
        assertThat(type("BBBBBBBBBB")).isEqualTo(new CodeCheck.Wrong());
    }

    @Test
    void newCodesDoNotResetTheWrongTries() {
        make();
        for (int i = 0; i < 5; i++) {
            type("AAAAAAAAAA");
        }
        var fresh = make().getFirst();

        assertThat(type(fresh)).isInstanceOf(CodeCheck.TooMany.class);
    }

    @Test
    void ownersHearOfThreeWrongOnes() {
        make();
        told();
        for (int i = 0; i < 3; i++) {
            type("AAAAAAAAAA");
        }

        assertThat(told()).extracting(Notice::kind).containsExactly(Notice.Kind.WRONG_CODES);
    }

    private List<String> make() {
        var sheet = (Sheet.Made) codes.make(eleni.id(), olive.clock.instant(), _ -> true);
        return sheet.codes().stream().map(Secret::reveal).toList();
    }

    private CodeCheck type(String code) {
        return olive.recoverySignIn.secondFactor(eleni.id(), new TypedCode(code), Source.UNKNOWN);
    }

    private void forgetTries() {
        var _ = olive.store.transact(books -> {
            Tries.in(books).clear(eleni.id(), Tries.Factor.RECOVERY_CODE);
            return true;
        });
    }

    private List<AuditKind> kinds() {
        return olive.store.transact(books -> AuditLog.in(books).about(eleni.id(), 20)).stream()
                .map(entry -> entry.event().kind())
                .toList();
    }

    private List<Notice> told() {
        return Mailbag.emptied(olive.store, olive.clock.instant());
    }
}
