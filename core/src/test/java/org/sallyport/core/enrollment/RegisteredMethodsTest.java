package org.sallyport.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Changes;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.CodeCheck;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.MethodName;
import org.sallyport.core.method.Room;
import org.sallyport.core.method.Totp;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.store.memory.MemoryStore;

class RegisteredMethodsTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final RegisteredMethods methods = olive.methods;
    private Account eleni = Fixtures.eleni().account();

    @BeforeEach
    void eleniHasOneApp() {
        eleni = olive.enforced("eleni@olive.example");
    }

    @Test
    void theLastMethodIsNeverRemoved() {
        assertThat(remove(only())).isEqualTo(RegisteredMethods.Removal.THE_LAST_ONE);
        assertThat(methods.of(eleni.id())).hasSize(1);
    }

    @Test
    void theLastOneThatWorksIsNotRemovedWhateverElseIsRegistered() {
        var first = only();
        olive.registerApp(eleni);
        olive.worksNow = method -> method.id().equals(first);
        var ofNoUse = methods.of(eleni.id()).getLast().id();

        assertThat(remove(first)).isEqualTo(RegisteredMethods.Removal.THE_LAST_ONE);
        assertThat(remove(ofNoUse)).isEqualTo(RegisteredMethods.Removal.REMOVED);
    }

    @Test
    void oneOfTwoIsRemovedAndItsOwnerHearsOfIt() {
        var first = only();
        olive.registerApp(eleni);

        assertThat(remove(first)).isEqualTo(RegisteredMethods.Removal.REMOVED);

        assertThat(methods.of(eleni.id()))
                .extracting(Method::id)
                .doesNotContain(first)
                .hasSize(1);
        assertThat(lastKind()).isEqualTo(AuditKind.METHOD_REMOVED);
        assertThat(told()).containsExactly(Notice.Kind.METHOD_REMOVED);
    }

    @Test
    void ofManyWhoRemoveBothMethodsAtOnceOneSucceeds() {
        for (int round = 0; round < 20; round++) {
            olive.registerApp(eleni);
            var both = methods.of(eleni.id());

            assertThat(Crowd.of(8).succeeding(i -> remove(both.get(i % 2).id()) == RegisteredMethods.Removal.REMOVED))
                    .isOne();
            assertThat(methods.of(eleni.id())).hasSize(1);
        }
    }

    @Test
    void removingNeedsAFreshProof() {
        var first = only();
        olive.registerApp(eleni);
        var stale = olive.clock.instant().minus(Fresh.FOR);

        assertThat(methods.remove(eleni.id(), first, stale)).isEqualTo(RegisteredMethods.Removal.STEP_UP_NEEDED);
        assertThat(methods.of(eleni.id())).hasSize(2);
    }

    @Test
    void T29_aMethodOfSomebodyElseIsNotThere() {
        var nikos = olive.enforced("nikos@olive.example");
        olive.registerApp(nikos);
        var his = methods.of(nikos.id()).getFirst().id();

        assertThat(remove(his)).isEqualTo(RegisteredMethods.Removal.NO_SUCH_METHOD);
        assertThat(rename(his, "Mine")).isEqualTo(RegisteredMethods.Change.NO_SUCH_METHOD);
        assertThat(prefer(his)).isEqualTo(RegisteredMethods.Change.NO_SUCH_METHOD);
        assertThat(methods.of(nikos.id())).hasSize(2).extracting(Method::label).containsOnly("");
    }

    @Test
    void aMethodGetsAName() {
        assertThat(rename(only(), "Old phone")).isEqualTo(RegisteredMethods.Change.DONE);

        assertThat(methods.of(eleni.id())).extracting(Method::label).containsExactly("Old phone");
        assertThat(lastKind()).isEqualTo(AuditKind.METHOD_RENAMED);
        assertThat(told()).containsExactly(Notice.Kind.METHOD_RENAMED);
    }

    @Test
    void T33_withAStaleProofNothingIsNamedOrPreferredAndNobodyHearsOfIt() {
        olive.registerApp(eleni);
        var second = methods.of(eleni.id()).getLast().id();
        var stale = olive.clock.instant().minus(Fresh.FOR);
        for (int i = 0; i < 100; i++) {
            assertThat(methods.rename(eleni.id(), second, new MethodName("Call +30 210 555 " + i), stale))
                    .isEqualTo(RegisteredMethods.Change.STEP_UP_NEEDED);
        }
        assertThat(methods.prefer(eleni.id(), second, stale)).isEqualTo(RegisteredMethods.Change.STEP_UP_NEEDED);

        assertThat(methods.of(eleni.id())).extracting(Method::label).containsOnly("");
        assertThat(told()).isEmpty();
    }

    @Test
    void T33_manyNamesInARowBringOneMail() {
        for (int i = 0; i < 100; i++) {
            rename(only(), "Phone " + i);
        }

        assertThat(methods.of(eleni.id())).extracting(Method::label).containsExactly("Phone 99");
        assertThat(told()).containsExactly(Notice.Kind.METHOD_RENAMED);
    }

    @Test
    void anotherMethodThatIsNamedOrPreferredIsToldAtOnce() {
        olive.registerApp(eleni);
        for (var method : methods.of(eleni.id())) {
            rename(method.id(), "Phone " + method.id());
            prefer(method.id());
        }

        assertThat(told())
                .containsExactlyInAnyOrder(
                        Notice.Kind.METHOD_RENAMED, Notice.Kind.METHOD_RENAMED, Notice.Kind.DEFAULT_METHOD_SET);
    }

    @Test
    void theSameNameAgainChangesNothing() {
        rename(only(), "Old phone");
        long before = journal();

        assertThat(rename(only(), "Old phone")).isEqualTo(RegisteredMethods.Change.DONE);

        assertThat(journal()).isEqualTo(before);
    }

    @Test
    void thePreferredOneComesFirstAndSayingItTwiceTellsNobodyAgain() {
        olive.registerApp(eleni);
        var second = methods.of(eleni.id()).getLast().id();
        long before = journal();

        assertThat(prefer(second)).isEqualTo(RegisteredMethods.Change.DONE);
        assertThat(prefer(second)).isEqualTo(RegisteredMethods.Change.DONE);

        assertThat(methods.of(eleni.id())).extracting(Method::id).first().isEqualTo(second);
        assertThat(told()).containsExactly(Notice.Kind.DEFAULT_METHOD_SET);
        assertThat(journal()).isEqualTo(before + 1);
    }

    @Test
    void aCodeOfAnyAppSignsInAndIsUsedUpAtThatApp() {
        byte[] second = olive.registerApp(eleni);
        var code = new TypedCode(olive.codeFor(second));

        assertThat(secondFactor(code)).isInstanceOf(CodeCheck.Accepted.class);
        assertThat(secondFactor(code)).isEqualTo(new CodeCheck.AlreadyUsed());
    }

    @Test
    void aClockThatIsBehindIsToldWhicheverAppItBelongsTo() {
        byte[] second = olive.registerApp(eleni);
        var behind = Totp.code(second, Totp.stepAt(olive.clock.instant()) - 6);

        assertThat(secondFactor(new TypedCode(behind))).isEqualTo(new CodeCheck.ClockOff(Duration.ofMinutes(-3)));
    }

    @Test
    void aRemovedAppOpensNothing() {
        byte[] second = olive.registerApp(eleni);
        remove(methods.of(eleni.id()).getLast().id());

        assertThat(secondFactor(new TypedCode(olive.codeFor(second)))).isEqualTo(new CodeCheck.Wrong());
    }

    @Test
    void oneMoreIsRegisteredByTheProofOfItsOwnKey() {
        var wizard = olive.enrollments;
        wizard.beginAnother(eleni.id());
        wizard.authenticatorApp().choose(eleni.id());

        assertThat(proveShownKey()).isEqualTo(new Progress.Registered(Method.Kind.AUTHENTICATOR_APP));
        assertThat(methods.of(eleni.id())).hasSize(2);
        assertThat(told()).containsExactly(Notice.Kind.METHOD_ADDED);
        assertThat(wizard.current(eleni.id())).isEmpty();
    }

    @Test
    void thereIsRoomForFiveOfAKind() {
        for (int i = 1; i < Room.MOST_OF_A_KIND; i++) {
            olive.registerApp(eleni);
        }
        olive.enrollments.beginAnother(eleni.id());

        assertThat(olive.enrollments.authenticatorApp().choose(eleni.id())).isInstanceOf(Progress.OutOfOrder.class);
    }

    @Test
    void thereIsRoomForTenInAll() {
        for (int i = 1; i < Room.MOST; i++) {
            olive.registerApp(eleni);
        }

        assertThat(olive.enrollments.beginAnother(eleni.id())).isEqualTo(new Progress.OutOfOrder(Optional.empty()));
    }

    private Progress proveShownKey() {
        var uri = olive.enrollments
                .authenticatorApp()
                .showKey(eleni.id(), "Olive & Pine")
                .orElseThrow()
                .otpauth();
        return olive.enrollments
                .authenticatorApp()
                .prove(eleni.id(), new TypedCode(olive.codeFor(keyIn(uri.getQuery()))));
    }

    private static byte[] keyIn(String query) {
        var text = query.replaceAll(".*secret=([A-Z2-7]+).*", "$1");
        byte[] key = new byte[text.length() * 5 / 8];
        long buffer = 0;
        int bits = 0;
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            buffer = buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(i));
            bits += 5;
            if (bits >= 8 && at < key.length) {
                bits -= 8;
                key[at++] = (byte) (buffer >> bits);
            }
        }
        return key;
    }

    private MethodId only() {
        return methods.of(eleni.id()).getFirst().id();
    }

    private RegisteredMethods.Change rename(MethodId id, String name) {
        return methods.rename(eleni.id(), id, new MethodName(name), olive.clock.instant());
    }

    private RegisteredMethods.Change prefer(MethodId id) {
        return methods.prefer(eleni.id(), id, olive.clock.instant());
    }

    private RegisteredMethods.Removal remove(MethodId id) {
        return methods.remove(eleni.id(), id, olive.clock.instant());
    }

    private CodeCheck secondFactor(TypedCode code) {
        return olive.signIn.secondFactor(eleni.id(), code, Source.UNKNOWN);
    }

    private AuditKind lastKind() {
        return olive.store
                .transact(books -> AuditLog.in(books).about(eleni.id(), 1))
                .getFirst()
                .event()
                .kind();
    }

    private List<Notice.Kind> told() {
        return Mailbag.notices(olive.store, olive.clock.instant()).stream()
                .map(Notice::kind)
                .toList();
    }

    private long journal() {
        return olive.store.transact(books -> Changes.in(books).since(0)).size();
    }
}
