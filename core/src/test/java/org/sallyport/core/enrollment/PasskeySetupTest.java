package org.sallyport.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class PasskeySetupTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final PasskeySetup setup = olive.enrollments.passkey();

    @Test
    void aPasskeyIsRegisteredWithTheContact() {
        var eleni = begun("eleni@olive.example");
        setup.choose(eleni.id());
        var handle = setup.wanted(eleni.id()).orElseThrow().userHandle();

        assertThat(setup.prove(eleni.id(), made(1, handle))).isInstanceOf(Progress.Moved.class);
        assertThat(held(eleni)).as("before the contact is verified").isZero();
        olive.enrollments.sendCode(eleni.id(), Source.UNKNOWN);
        olive.enrollments.verifyContact(eleni.id(), new TypedCode(olive.codeSent()));

        assertThat(held(eleni)).isOne();
    }

    @Test
    void oneMorePasskeyIsRegisteredAtOnceWithTheSameHandle() {
        var eleni = olive.enforced("eleni@olive.example");
        var first = Fixtures.passkey(eleni.id(), 1);
        olive.store.transact(books -> {
            Methods.in(books).add(first);
            return true;
        });
        olive.enrollments.beginAnother(eleni.id());
        setup.choose(eleni.id());
        var wanted = setup.wanted(eleni.id()).orElseThrow();

        assertThat(wanted.held()).containsExactly(first.credential());
        assertThat(wanted.userHandle()).isEqualTo(first.credential().userHandle());
        assertThat(setup.prove(eleni.id(), made(2, wanted.userHandle())))
                .isEqualTo(new Progress.Registered(Method.Kind.PASSKEY));
    }

    @Test
    void handlesAreRandomAndSayNothingOfTheirOwner() {
        var eleni = begun("eleni@olive.example");
        var nikos = begun("nikos@olive.example");
        setup.choose(eleni.id());
        setup.choose(nikos.id());

        var handle = setup.wanted(eleni.id()).orElseThrow().userHandle();

        assertThat(handle).hasSize(86);
        assertThat(setup.wanted(nikos.id()).orElseThrow().userHandle()).isNotEqualTo(handle);
    }

    @Test
    void aCredentialOfSomebodyElseOrWithAnotherHandleIsNotTaken() {
        var nikos = Fixtures.nikos();
        olive.store.transact(books -> {
            Methods.in(books).add(Fixtures.passkey(nikos.id(), 1));
            return true;
        });
        var eleni = begun("eleni@olive.example");
        setup.choose(eleni.id());
        var handle = setup.wanted(eleni.id()).orElseThrow().userHandle();

        assertThat(setup.prove(eleni.id(), made(1, handle))).isInstanceOf(Progress.Expired.class);
        assertThat(setup.prove(eleni.id(), made(2, "b3RoZXI"))).isInstanceOf(Progress.Expired.class);
    }

    @Test
    void whoeverChoseTooLongAgoChoosesAgain() {
        var eleni = begun("eleni@olive.example");
        setup.choose(eleni.id());
        var handle = setup.wanted(eleni.id()).orElseThrow().userHandle();
        olive.clock.set(olive.clock.instant().plus(Duration.ofMinutes(10)));

        assertThat(setup.wanted(eleni.id())).isEmpty();
        assertThat(setup.prove(eleni.id(), made(1, handle))).isInstanceOf(Progress.Expired.class);
    }

    @Test
    void aProofInAnotherBrowserReplacesTheFirst() {
        var eleni = begun("eleni@olive.example");
        setup.choose(eleni.id());
        var handle = setup.wanted(eleni.id()).orElseThrow().userHandle();
        setup.prove(eleni.id(), made(1, handle));

        olive.enrollments.proveAgain(eleni.id());

        assertThat(setup.wanted(eleni.id()).orElseThrow().userHandle()).isEqualTo(handle);
        assertThat(setup.prove(eleni.id(), made(2, handle))).isInstanceOf(Progress.Moved.class);
    }

    private Account begun(String name) {
        var account = olive.add(name, Account.Role.PERSON, Optional.of("home@pine.example"));
        olive.requireMfa(account);
        olive.enrollments.begin(account.id());
        return account;
    }

    private int held(Account account) {
        return olive.store
                .transact(books -> Methods.in(books).heldBy(account.id()))
                .size();
    }

    private static Passkey.Credential made(int number, String handle) {
        return new Passkey.Credential(
                Fixtures.credentialId(number),
                handle,
                "cHVibGljLWtleQ",
                Set.of("internal"),
                true,
                new Passkey.LastUse(Fixtures.NOW, 0, true, false));
    }
}
