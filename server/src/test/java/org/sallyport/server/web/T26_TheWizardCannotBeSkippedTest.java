package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.Step;

/// Every page of the wizard at every step: only the step that comes now moves.
class T26_TheWizardCannotBeSkippedTest {
    private static final Map<Step, Set<String>> LEGAL = Map.of(
            Step.CHOOSE_METHOD, Set.of("/set-up/method", "/set-up/phone", "/set-up/mailbox"),
            Step.PROVE_METHOD,
                    Set.of("/set-up/method", "/set-up/authenticator-app", "/set-up/phone", "/set-up/mailbox"),
            Step.VERIFY_CONTACT, Set.of("/set-up/verify", "/set-up/verify/code"),
            Step.NEXT, Set.of("/set-up/next"));

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void atEveryStepTheOtherStepsLeadBackToIt() {
        var guest = web.toBeSetUp("walker");
        var browser = guest.browser();
        browser.open("/set-up");
        var wrong = new ArrayList<>(outOfOrder(guest, Step.CHOOSE_METHOD));
        browser.open("/set-up/method");
        wrong.addAll(outOfOrder(guest, Step.PROVE_METHOD));
        var key = ManualKey.on(browser.get("/set-up/authenticator-app").page());
        browser.post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));
        wrong.addAll(outOfOrder(guest, Step.VERIFY_CONTACT));
        browser.open("/set-up/verify", "code", web.contactCode(browser));
        wrong.addAll(outOfOrder(guest, Step.NEXT));

        assertThat(wrong).isEmpty();
        assertThat(stepOf(guest.id())).isEqualTo(Step.NEXT);
    }

    @Test
    void anEmptyFormProvesNothing() {
        var guest = web.toBeSetUp("empty");
        guest.browser().open("/set-up");
        guest.browser().open("/set-up/method");
        guest.browser().get("/set-up/authenticator-app");

        var answer = guest.browser().post("/set-up/authenticator-app");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(stepOf(guest.id())).isEqualTo(Step.PROVE_METHOD);
    }

    /// Somebody who knows only the password proves an app of their own and leaves the rest to the account's
    /// owner, whose browser must not send or enter a code for it.
    @Test
    void anAppThatAnotherBrowserProvedIsNeverRegisteredByThisOne() {
        var guest = web.toBeSetUp("victim");
        guest.browser().open("/set-up");
        guest.browser().open("/set-up/method");
        var key = ManualKey.on(guest.browser().get("/set-up/authenticator-app").page());
        guest.browser().post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));
        var owner = web.browser();
        owner.signIn("victim");

        assertThat(owner.get("/set-up/verify").location()).isEqualTo("/set-up");
        assertThat(owner.get("/set-up/%76erify").location()).isEqualTo("/set-up");
        owner.get("/set-up");
        assertThat(owner.post("/set-up/%76erify/code").location()).isEqualTo("/set-up");
        assertThat(owner.post("/set-up/verif%79", "code", "123456").location()).isEqualTo("/set-up");
        assertThat(owner.post("/set-up/verify/code").location()).isEqualTo("/set-up");
        assertThat(owner.post("/set-up").location()).isEqualTo("/set-up/authenticator-app");
        assertThat(stepOf(guest.id())).isEqualTo(Step.PROVE_METHOD);
    }

    /// Set-up endpoints other than the legal ones that moved the enrollment from `step`.
    private static List<String> outOfOrder(Guest guest, Step step) {
        var wrong = new ArrayList<String>();
        guest.browser().get("/nothing");
        for (var endpoint : Endpoint.all(web)) {
            boolean legal = LEGAL.getOrDefault(step, Set.of()).contains(endpoint.path());
            if (endpoint.path().startsWith("/set-up/") && !legal) {
                var answer = endpoint.changes()
                        ? guest.browser().post(endpoint.path(), "code", "123456", "address", "a@b.example")
                        : guest.browser().get(endpoint.path());
                boolean refused = answer.status() == 303 || answer.status() == 422 && !endpoint.changes();
                if (!refused || stepOf(guest.id()) != step) {
                    wrong.add(step + ": " + endpoint + " answered " + answer.status());
                }
            }
        }
        return wrong;
    }

    private static Step stepOf(AccountId account) {
        return web.organisation
                .enrollments
                .current(account)
                .map(Enrollment::step)
                .orElseThrow();
    }
}
