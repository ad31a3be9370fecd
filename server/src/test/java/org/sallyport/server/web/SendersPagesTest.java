package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.fixture.Organisation;
import tools.jackson.databind.json.JsonMapper;

/// What sends the account password, as its owner and as staff see it.
class SendersPagesTest {
    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    private static void sends(Guest guest, String client) {
        var olive = web.organisation;
        olive.verifier.verify(olive.attemptBy(client, guest.account().username().canonical(), Organisation.PASSWORD));
        olive.notes.flush();
    }

    @Test
    void theOwnerSeesTheAppAndThatItIsAllowed() {
        var anna = web.notRequired("anna", Account.Role.PERSON);
        assertThat(anna.browser().get("/account").page()).doesNotContain("Apps that send your account password");

        sends(anna, "Thunderbird 102");

        assertThat(anna.browser().get("/account").page())
                .contains("Apps that send your account password", "That is allowed.")
                .contains("Reading mail (IMAP), by “Thunderbird 102”, from 192.0.2.0/24, last ")
                .contains("Through “dovecot”.")
                .doesNotContain("Make an app password for it");
    }

    @Test
    void whoeverHasASecondStepIsLedToAnAppPasswordForIt() {
        var bella = web.inside("bella", Account.Role.PERSON);

        sends(bella, "Thunderbird 102");

        assertThat(bella.browser().get("/account").page())
                .contains("They are refused.", "href=\"/app-passwords/new?app=imap\"", "Make an app password for it");
        web.speak(bella.account(), "el");
        assertThat(bella.browser().get("/account").page())
                .contains("Εφαρμογές που στέλνουν τον κωδικό του λογαριασμού σας", "Δεν γίνονται δεκτές.")
                .contains("εφαρμογή «Thunderbird 102», από 192.0.2.0/24, τελευταία φορά");
    }

    @Test
    void anAdminSeesItOnThePersonsPage() {
        var admin = web.inside("maria", Account.Role.ADMIN);
        var carla = web.inside("carla", Account.Role.PERSON);
        var path = "/admin/people/" + carla.id();
        assertThat(admin.browser().get(path).page()).contains("None has within the last 90 days.");

        sends(carla, "K-9 Mail 6");

        assertThat(admin.browser().get(path).page())
                .contains("Apps that send the account password", "by “K-9 Mail 6”, from 192.0.2.0/24");
        web.speak(admin.account(), "el");
        assertThat(admin.browser().get(path).page())
                .contains("Εφαρμογές που στέλνουν τον κωδικό του λογαριασμού")
                .doesNotContain("??");
    }

    @Test
    void T09_whatAnAppCallsItselfIsText() {
        var dina = web.inside("dina", Account.Role.PERSON);

        sends(dina, "<img src=x>");

        assertThat(dina.browser().get("/account").page())
                .contains("&lt;img src=x&gt;")
                .doesNotContain("<img src=x>");
    }

    @Test
    void onesOwnDataNamesIt() {
        var elsa = web.inside("elsa", Account.Role.PERSON);

        sends(elsa, "Thunderbird 102");

        var data =
                JsonMapper.shared().readTree(elsa.browser().get("/account/data").page());
        assertThat(data.at("/sending-account-password/0/client").asString()).isEqualTo("Thunderbird 102");
        assertThat(data.at("/sending-account-password/0/network").asString()).isEqualTo("192.0.2.0/24");
    }
}
