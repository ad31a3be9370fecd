package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.Mailbox;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.Passkeys;
import org.sallyport.core.method.Phone;
import org.sallyport.core.method.PhoneNumber;

public interface MethodsContract extends StoreUnderTest {
    @Test
    default void anAuthenticatorAppIsKeptWhole() {
        var eleni = Fixtures.eleni();
        var app = eleni.apps().getFirst();
        eleni.addTo(store());

        var found = (AuthenticatorApp)
                in(books -> Methods.in(books).heldBy(eleni.id())).getFirst();

        assertThat(found.id()).isEqualTo(app.id());
        assertThat(found.account()).isEqualTo(eleni.id());
        assertThat(found.label()).isEqualTo(app.label());
        assertThat(found.sealedKey()).isEqualTo(app.sealedKey());
        assertThat(found.lastStep()).isEqualTo(app.lastStep());
        assertThat(found.registered()).isEqualTo(app.registered());
    }

    @Test
    default void methodsComeInTheOrderOfRegistration() {
        Fixtures.nikos().addTo(store());
        var apps = List.of(1, 2, 3).stream()
                .map(i -> Fixtures.authenticatorApp(Fixtures.nikos().id()))
                .toList();
        apps.forEach(app -> change(books -> Methods.in(books).add(app)));

        assertThat(in(books -> Methods.in(books).heldBy(Fixtures.nikos().id())).stream()
                        .map(Method::id))
                .containsExactlyElementsOf(
                        apps.stream().map(AuthenticatorApp::id).toList());
    }

    @Test
    default void aStepIsAcceptedOnceAndNeverAnEarlierOne() {
        Fixtures.eleni().addTo(store());
        var app = Fixtures.eleni().apps().getFirst().id();

        assertThat(succeeds(books -> Methods.in(books).advance(app, 58_000_000)))
                .isTrue();
        assertThat(succeeds(books -> Methods.in(books).advance(app, 58_000_000)))
                .isFalse();
        assertThat(succeeds(books -> Methods.in(books).advance(app, 57_999_999)))
                .isFalse();
        assertThat(succeeds(books -> Methods.in(books).advance(app, 58_000_001)))
                .isTrue();
        var found = (AuthenticatorApp)
                in(books -> Methods.in(books).heldBy(Fixtures.eleni().id())).getFirst();
        assertThat(found.lastStep()).isEqualTo(58_000_001);
    }

    @Test
    default void T24_ofManyWhoSendTheSameCodeAtOnceExactlyOneSucceeds() {
        Fixtures.eleni().addTo(store());
        var app = Fixtures.eleni().apps().getFirst().id();

        for (int round = 1; round <= 10; round++) {
            long step = 58_000_000L + round;

            assertThat(Crowd.of(50)
                            .succeeding(i -> in(books -> Methods.in(books).advance(app, step))))
                    .isOne();
        }
    }

    @Test
    default void aMethodThatIsNotThereAcceptsNothing() {
        assertThat(succeeds(books -> Methods.in(books).advance(MethodId.fresh(), 1)))
                .isFalse();
    }

    @Test
    default void everyOtherKindIsKeptWholeAndKeepsItsOrder() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        var kinds = List.of(
                Fixtures.passkey(nikos.id(), 1),
                new Phone(
                        MethodId.fresh(),
                        nikos.id(),
                        "Mobile",
                        new PhoneNumber("+302101234567"),
                        Fixtures.NOW.plusSeconds(1)),
                new Mailbox(
                        MethodId.fresh(),
                        nikos.id(),
                        "",
                        new EmailAddress("nikos.home@pine.example"),
                        Fixtures.NOW.plusSeconds(2)));
        kinds.forEach(method -> change(books -> Methods.in(books).add(method)));

        assertThat(listed(books -> Methods.in(books).heldBy(nikos.id()))).isEqualTo(kinds);
    }

    @Test
    default void aPasskeyIsFoundByItsCredentialAndRemembersItsLatestUse() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        var passkey = Fixtures.passkey(nikos.id(), 1);
        change(books -> Methods.in(books).add(passkey));
        var id = passkey.credential().id();
        var use = new Passkey.LastUse(Fixtures.NOW.plusSeconds(5), 42, true, true);

        assertThat(succeeds(books -> Passkeys.in(books).used(passkey, use))).isTrue();
        assertThat(found(books -> Passkeys.in(books).find(id))).contains(passkey.after(use));
        assertThat(listed(books -> Methods.in(books).heldBy(nikos.id()))).containsExactly(passkey.after(use));
        assertThat(found(books -> Passkeys.in(books).find(Fixtures.credentialId(2))))
                .isEmpty();

        change(books -> {
            var _ = Methods.in(books).remove(nikos.id(), passkey.id());
        });
        assertThat(found(books -> Passkeys.in(books).find(id))).isEmpty();
        assertThat(succeeds(books -> Passkeys.in(books).used(passkey.after(use), use)))
                .isFalse();
    }

    @Test
    default void T24_ofManyAnswersOfOnePasskeyAtOnceExactlyOneCounts() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        change(books -> Methods.in(books).add(Fixtures.passkey(nikos.id(), 1)));

        for (int round = 1; round <= 10; round++) {
            var use = new Passkey.LastUse(Fixtures.NOW.plusSeconds(round), round, true, true);
            var read = found(books -> Passkeys.in(books).find(Fixtures.credentialId(1)))
                    .orElseThrow();

            assertThat(Crowd.of(50)
                            .succeeding(i -> in(books -> Passkeys.in(books).used(read, use))))
                    .isOne();
        }
    }

    @Test
    default void aNameThatIsGivenWhileAPasskeyIsUsedLosesNoUse() {
        var nikos = Fixtures.nikos();
        nikos.addTo(store());
        var passkey = Fixtures.passkey(nikos.id(), 1);
        var id = passkey.credential().id();
        change(books -> Methods.in(books).add(passkey));

        for (int round = 1; round <= 50; round++) {
            var name = "Key " + round;
            var use = new Passkey.LastUse(Fixtures.NOW.plusSeconds(round), round, true, true);
            var read = found(books -> Passkeys.in(books).find(id)).orElseThrow();

            Crowd.of(2)
                    .succeeding(i -> i == 0
                            ? in(books -> Methods.in(books).rename(nikos.id(), passkey.id(), name))
                            : in(books -> Passkeys.in(books).used(read, use)));

            var kept = found(books -> Passkeys.in(books).find(id)).orElseThrow();
            assertThat(kept.label()).isEqualTo(name);
            assertThat(kept.credential().lastUse()).isEqualTo(use);
        }
    }

    @Test
    default void aCredentialIsRegisteredOnce() {
        var nikos = Fixtures.nikos();
        var eleni = Fixtures.eleni();
        nikos.addTo(store());
        eleni.addTo(store());
        change(books -> Methods.in(books).add(Fixtures.passkey(nikos.id(), 1)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> change(books -> Methods.in(books).add(Fixtures.passkey(eleni.id(), 1))));
        assertThat(found(books -> Passkeys.in(books).find(Fixtures.credentialId(1)))
                        .map(Passkey::account))
                .contains(nikos.id());
    }

    @Test
    default void aMethodIsRenamedByItsOwnAccountOnly() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        change(books -> Methods.in(books).add(Fixtures.passkey(eleni.id(), 1)));
        for (var method : listed(books -> Methods.in(books).heldBy(eleni.id()))) {
            assertThat(succeeds(
                            books -> Methods.in(books).rename(Fixtures.nikos().id(), method.id(), "Mine")))
                    .isFalse();
            assertThat(succeeds(books -> Methods.in(books).rename(eleni.id(), method.id(), "Laptop")))
                    .isTrue();
        }

        assertThat(listed(books -> Methods.in(books).heldBy(eleni.id())))
                .extracting(Method::label)
                .containsExactly("Laptop", "Laptop");
    }

    @Test
    default void theMethodThatItsOwnerPrefersComesFirst() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        var app = eleni.apps().getFirst().id();
        var passkeys = List.of(Fixtures.passkey(eleni.id(), 1), Fixtures.passkey(eleni.id(), 2));
        passkeys.forEach(passkey -> change(books -> Methods.in(books).add(passkey)));
        var first = passkeys.getFirst().id();
        var last = passkeys.getLast().id();

        assertThat(succeeds(books -> Methods.in(books).prefer(eleni.id(), last)))
                .isTrue();
        assertThat(listed(books -> Methods.in(books).heldBy(eleni.id())))
                .extracting(Method::id)
                .containsExactly(last, app, first);
        assertThat(succeeds(books -> Methods.in(books).prefer(eleni.id(), app))).isTrue();
        change(books -> Methods.in(books).add(Fixtures.authenticatorApp(eleni.id())));
        assertThat(listed(books -> Methods.in(books).heldBy(eleni.id())))
                .extracting(Method::id)
                .startsWith(app, last, first)
                .hasSize(4);
    }

    @Test
    default void nobodyElseCanPreferAMethod() {
        Fixtures.eleni().addTo(store());
        var app = Fixtures.eleni().apps().getFirst().id();

        assertThat(succeeds(books -> Methods.in(books).prefer(Fixtures.nikos().id(), app)))
                .isFalse();
        assertThat(succeeds(books -> Methods.in(books).prefer(Fixtures.eleni().id(), MethodId.fresh())))
                .isFalse();
    }

    @Test
    default void onlyItsOwnAccountCanRemoveAMethod() {
        Fixtures.eleni().addTo(store());
        Fixtures.nikos().addTo(store());
        var eleni = Fixtures.eleni().id();
        var app = Fixtures.eleni().apps().getFirst().id();

        assertThat(succeeds(books -> Methods.in(books).remove(Fixtures.nikos().id(), app)))
                .isFalse();
        assertThat(listed(books -> Methods.in(books).heldBy(eleni))).hasSize(1);
        assertThat(succeeds(books -> Methods.in(books).remove(eleni, app))).isTrue();
        assertThat(succeeds(books -> Methods.in(books).remove(eleni, app))).isFalse();
        assertThat(listed(books -> Methods.in(books).heldBy(eleni))).isEmpty();
    }
}
