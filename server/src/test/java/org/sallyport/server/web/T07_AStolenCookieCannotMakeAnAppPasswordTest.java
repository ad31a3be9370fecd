package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;

class T07_AStolenCookieCannotMakeAnAppPasswordTest {
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
