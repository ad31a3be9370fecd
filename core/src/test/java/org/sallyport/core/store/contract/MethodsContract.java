package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;

public interface MethodsContract extends StoreUnderTest {
    @Test
    default void anAuthenticatorAppIsKeptWhole() {
        var eleni = Fixtures.eleni();
        var app = eleni.apps().getFirst();
        eleni.addTo(store());

        var found = in(books -> Methods.in(books).heldBy(eleni.id())).getFirst();

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
                        .map(AuthenticatorApp::id))
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
        assertThat(in(books -> Methods.in(books).heldBy(Fixtures.eleni().id()))
                        .getFirst()
                        .lastStep())
                .isEqualTo(58_000_001);
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
