package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;

class T08_FormsFromElsewhereChangeNothingTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static RunningWeb web;
    private static Guest admin;
    private static List<Endpoint> forms;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
        admin = web.inside("maria", Account.Role.ADMIN);
        // What an identity provider says of a session that ended comes from no browser: it is signed
        // (T23_OnlyWhatTheProviderSignedForUsCountsTest).
        forms = Endpoint.all(web).stream()
                .filter(Endpoint::changes)
                .filter(form -> !form.path().equals("/sign-in/signed-out/{code}"))
                .toList();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void aFormWithoutATokenIsRefused() {
        assertThat(accepted(admin.browser(), (browser, path) -> browser.postRaw(path, FORM, "name=a")))
                .isEmpty();
    }

    @Test
    void aFormWithTheTokenOfAnotherBrowserIsRefused() {
        var other = web.inside("other", Account.Role.ADMIN).browser();
        other.get("/account");
        var stolen = other.token();

        assertThat(accepted(admin.browser(), (browser, path) -> browser.postRaw(path, FORM, "_csrf=" + stolen)))
                .isEmpty();
    }

    @Test
    void textAndJsonAreRefused() {
        assertThat(accepted(admin.browser(), (browser, path) -> browser.postRaw(path, "text/plain", "_csrf=x")))
                .isEmpty();
        assertThat(accepted(admin.browser(), (browser, path) -> browser.postRaw(path, "application/json", "{}")))
                .isEmpty();
    }

    @Test
    void aRightFormSentFromAnotherSiteIsRefused() {
        var crossSite = admin.browser().thief().with("Sec-Fetch-Site", "cross-site");
        var sameSite = admin.browser().thief().with("Sec-Fetch-Site", "same-site");
        var foreign = admin.browser().thief().with("Origin", "https://evil.example");
        for (var browser : List.of(crossSite, sameSite, foreign)) {
            browser.get("/account");
            assertThat(accepted(browser, Browser::post)).isEmpty();
        }
    }

    @Test
    void nothingThatChangesSomethingAnswersToGetOrHead() {
        var reading = Endpoint.all(web).stream()
                .filter(e -> !e.changes())
                .map(Endpoint::path)
                .toList();
        long before = web.auditEntries();
        for (var form : forms) {
            if (!reading.contains(form.path())) {
                var path = form.with(UUID.randomUUID()).path();
                assertThat(admin.browser().get(path).status())
                        .as(form.toString())
                        .isIn(303, 403, 404, 405);
                assertThat(admin.browser().method("HEAD", path, FORM, "").status())
                        .isIn(303, 403, 404, 405);
            }
        }
        assertThat(web.auditEntries()).isEqualTo(before);
    }

    @Test
    void aMethodWrittenIntoAFormCountsForNothing() {
        admin.browser().get("/account");

        var answer = admin.browser().post("/account", "_method", "DELETE");

        assertThat(answer.status()).isEqualTo(405);
    }

    @Test
    void aFormOfOurOwnPageIsTaken() {
        var guest = web.inside("honest", Account.Role.PERSON);
        guest.browser().with("Sec-Fetch-Site", "same-origin").with("Origin", "null");

        var answer = guest.browser().open("/app-passwords/new");

        assertThat(answer.status()).isEqualTo(422);
        guest.browser().get("/account");
        assertThat(guest.browser().post("/sign-out").location()).isEqualTo("/sign-in?left=1");
    }

    private static List<String> accepted(Browser browser, BiFunction<Browser, String, Browser.Answer> send) {
        var taken = new ArrayList<String>();
        long before = web.auditEntries();
        for (var form : forms) {
            var answer = send.apply(browser, form.with(UUID.randomUUID()).path());
            if (!Set.of(403).contains(answer.status()) || web.auditEntries() != before) {
                taken.add(form + " answered " + answer.status());
            }
        }
        return taken;
    }
}
