package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.fixture.Organisation;

class T07_AStolenCookieCannotMakeAnAppPasswordTest {
    private static final String NEW = "pines grow slowly there";

    @Test
    void aStolenCookieReadsTheListAndMakesNothingWithoutAFreshFactor() {
        try (var web = RunningWeb.start()) {
            var guest = web.inside("anna", Account.Role.PERSON);
            guest.browser().get("/app-passwords/new");
            web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(5)));
            var thief = guest.browser().thief();

            assertThat(thief.get("/account").status()).isEqualTo(200);
            assertThat(thief.get("/app-passwords/new").location()).isEqualTo("/second-factor?next=/app-passwords/new");
            assertThat(thief.post(
                                    "/app-passwords/new",
                                    "label",
                                    "Thief",
                                    "protocols",
                                    "imap",
                                    "mark",
                                    guest.browser().mark())
                            .location())
                    .isEqualTo("/second-factor?next=/app-passwords/new");
            assertThat(web.organisation.appPasswords.of(guest.id())).isEmpty();
        }
    }

    @Test
    void aProofCountsAsFreshOnlyWhereItWasGiven() {
        try (var web = RunningWeb.start()) {
            var guest = web.inside("anna", Account.Role.ADMIN);
            web.organisation.clock.forward(Duration.ofMinutes(1));
            var thief = guest.browser().thief().movedTo("127.0.0.2");

            assertThat(thief.get("/account").status()).isEqualTo(200);
            for (var page : List.of("/app-passwords/new", "/account/methods/new", "/account/password", "/admin")) {
                assertThat(thief.get(page).location()).isEqualTo("/second-factor?next=" + page);
                assertThat(guest.browser().get(page).status()).as(page).isEqualTo(200);
            }
        }
    }

    @Test
    void whoeverMovesProvesOnceMoreAndThenItCountsThere() {
        try (var web = RunningWeb.start()) {
            var guest = web.inside("anna", Account.Role.PERSON);
            var there = new Guest(guest.account(), guest.key(), guest.browser().movedTo("127.0.0.2"));

            assertThat(there.browser().get("/app-passwords/new").status()).isEqualTo(303);
            web.prove(there);

            assertThat(there.browser().get("/app-passwords/new").status()).isEqualTo(200);
            assertThat(there.browser()
                            .movedTo("127.0.0.1")
                            .get("/app-passwords/new")
                            .location())
                    .isEqualTo("/second-factor?next=/app-passwords/new");
        }
    }

    @Test
    void aStolenCookieChangesNoPasswordAndWakesNothing() {
        try (var web = RunningWeb.start()) {
            var guest = web.inside("anna", Account.Role.PERSON);
            var asleep = web.organisation.issue(guest.account(), Scope.mail()).made();
            web.organisation.store.transact(books -> web.organisation.appPasswords.putAllToSleep(
                    books, guest.id(), new Actor.Operator(), web.organisation.clock.instant()));
            guest.browser().get("/account/password");
            var thief = guest.browser().thief();
            thief.get("/account/password");

            var guessed =
                    thief.post("/account/password", "present", "a guess of a thief", "password", NEW, "again", NEW);
            web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(5)));

            assertThat(guessed.status()).isEqualTo(422);
            assertThat(thief.post("/account/password", "present", Organisation.PASSWORD, "password", NEW, "again", NEW)
                            .location())
                    .isEqualTo("/second-factor?next=/account/password");
            assertThat(thief.post("/app-passwords/" + asleep.id() + "/wake").location())
                    .startsWith("/second-factor");
            assertThat(web.browser().signIn("anna").location()).isEqualTo("/second-factor");
        }
    }

    @Test
    void theCookieIsDeadOnceItsOwnerHasSignedOut() {
        try (var web = RunningWeb.start()) {
            var guest = web.inside("anna", Account.Role.PERSON);
            var thief = guest.browser().thief();
            guest.browser().open("/account");
            guest.browser().post("/sign-out");

            assertThat(thief.get("/account").location()).isEqualTo("/sign-in");
        }
    }
}
