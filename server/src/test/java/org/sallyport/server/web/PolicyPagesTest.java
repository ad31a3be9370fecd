package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;

class PolicyPagesTest {
    private static final GroupName SALES = new GroupName("Sales");
    private static final String CHOSEN = "group=Sales&grace-days=14&app-passwords=not-allowed&missing-contact=";

    private final RunningWeb web = RunningWeb.start();
    private final Guest admin = web.inside("maria", Account.Role.ADMIN);

    @AfterEach
    void close() {
        web.close();
    }

    private Guest inSales(String name) {
        var guest = web.notRequired(name, Account.Role.PERSON);
        web.join(guest.account(), SALES);
        return guest;
    }

    @Test
    void whatIsFilledInIsPreviewedAndThenDecided() {
        inSales("nikos");
        inSales("eleni");
        var page = admin.browser().get("/admin/policies").page();
        assertThat(page).contains("Group Sales", "/admin/policies/edit?group=Sales", "Nothing is decided here.");
        assertThat(admin.browser().get("/admin/policies/edit?group=Sales").page())
                .contains("Policy of group Sales", "Days to put “Set it up now” off", "(configuration file)");

        var preview = admin.browser().get("/admin/policies/preview?" + CHOSEN);
        assertThat(preview.page())
                .contains("<strong>14</strong>", "<strong>not allowed</strong>", "2 active people are in this group")
                .doesNotContain("Where no contact is on record");
        assertThat(decided()).isEmpty();

        var answer = admin.browser()
                .post(
                        "/admin/policies",
                        "group",
                        "Sales",
                        "grace-days",
                        "14",
                        "app-passwords",
                        "not-allowed",
                        "why",
                        "ticket 12");
        assertThat(answer.location()).isEqualTo("/admin/policies?done=decided");
        assertThat(decided())
                .containsExactlyInAnyOrderEntriesOf(Map.of("grace-days", "14", "app-passwords", "not-allowed"));
        assertThat(admin.browser().get("/admin/policies?done=decided").page())
                .contains("2 values are decided here.", "It holds from the next attempt on.");
    }

    @Test
    void whatIsLeftEmptyIsLeftToWiderDecisions() {
        admin.browser().get("/admin/policies/edit?group=Sales");
        decide("group", "Sales", "grace-days", "14", "password-changed", "sleep");

        decide("group", "Sales", "grace-days", "", "was.grace-days", "14");

        assertThat(decided()).isEqualTo(Map.of("password-changed", "sleep"));
    }

    @Test
    void thePersonsPageSaysWhereEachValueComesFrom() {
        var nikos = inSales("nikos");
        admin.browser().get("/admin/policies/edit");
        decide("group", "", "grace-days", "14");
        decide("group", "Sales", "app-password-length", "16");

        assertThat(admin.browser().get("/admin/people/" + nikos.id()).page())
                .contains("(decided for everybody)", "(because of group Sales)", "(configuration file)");
        web.speak(admin.account(), "el");
        assertThat(admin.browser().get("/admin/people/" + nikos.id()).page())
                .contains("(αποφασίστηκε για όλους)", "(λόγω της ομάδας Sales)")
                .doesNotContain("??");
        assertThat(admin.browser().get("/admin/policies/preview?" + CHOSEN).page())
                .contains("Ένας ενεργός λογαριασμός ανήκει στην ομάδα")
                .doesNotContain("??");
    }

    @Test
    void aNumberThatIsNoneIsSaidAtItsField() {
        var answer = admin.browser().get("/admin/policies/preview?group=&grace-days=366");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page())
                .contains("Type a whole number from 0 to 365", "href=\"#grace-days\"", "value=\"366\"");
        assertThat(admin.browser()
                        .post("/admin/policies", "group", "", "grace-days", "soon")
                        .status())
                .isEqualTo(422);
        assertThat(web.organisation.mfa.policies().decided()).isEmpty();
    }

    @Test
    void aDomainThatIsNoneIsSaidAtItsFieldInBothLanguages() {
        var preview = "/admin/policies/preview?group=&contact-domains=pine.example+pine%40elm";
        var answer = admin.browser().get(preview);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page())
                .contains(
                        "“pine@elm” is not a mail domain",
                        "href=\"#contact-domains\"",
                        "value=\"pine.example pine@elm\"");
        web.speak(admin.account(), "el");
        assertThat(admin.browser().get(preview).page())
                .contains("Το «pine@elm» δεν είναι τομέας αλληλογραφίας")
                .doesNotContain("??");
        assertThat(admin.browser()
                        .get("/admin/policies/preview?group=&contact-domains=any&contact-mailbox=another")
                        .page())
                .contains("<strong>any</strong>", "εκτός αν είναι το γραμματοκιβώτιο")
                .doesNotContain("??");
    }

    @Test
    void whoSetsUpIsToldThatNoCodeMayGoToAnAddress() {
        admin.browser().get("/admin/policies/edit");
        decide("group", "", "contact-domains", "home.example");
        var browser = web.toBeSetUp("nikos").browser();
        browser.open("/set-up");
        browser.post("/set-up/method");
        var app = browser.get("/set-up/authenticator-app").page();
        browser.post("/set-up/authenticator-app", "code", web.organisation.codeFor(ManualKey.on(app)));
        browser.get("/set-up/contact");

        var answer = browser.post("/set-up/contact", "address", "nikos@pine.example");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("sends no codes to this address", "value=\"nikos@pine.example\"");
        assertThat(browser.post("/set-up/contact", "address", "nikos@home.example")
                        .location())
                .isEqualTo("/set-up/verify");
    }

    @Test
    void theFormSaysHowLongAPasswordIsBeforeAnythingIsTyped() {
        var nikos = web.inside("nikos", Account.Role.PERSON);
        admin.browser().get("/admin/policies/edit");
        decide("group", "", "password-length", "30");

        assertThat(nikos.browser().get("/account/password").page()).contains("At least 30 characters.");
        assertThat(web.browser().get("/forgot-password?with=onboarding-code").page())
                .contains("At least 30 characters.");
        web.speak(nikos.account(), "el");
        assertThat(nikos.browser().get("/account/password").page()).contains("Τουλάχιστον 30 χαρακτήρες.");
        var answer = nikos.browser()
                .post(
                        "/account/password",
                        "present",
                        "olives grow slowly here",
                        "password",
                        "olives are pressed",
                        "again",
                        "olives are pressed");
        assertThat(answer.page()).contains("έχει τουλάχιστον 30 χαρακτήρες");
    }

    @Test
    void T09_aGroupsNameIsText() {
        var page = admin.browser()
                .get("/admin/policies/edit?group=%3Cimg%20src=x%3E")
                .page();

        assertThat(page).contains("&lt;img src=x&gt;").doesNotContain("<img src=x>");
    }

    @Test
    void everyKeyAndEveryValueHasItsWords() {
        var words = ResourceBundle.getBundle("messages/admin-policies");

        assertThat(PolicyKeys.ALL).allSatisfy(key -> {
            assertThat(words.containsKey("policy.key." + key.code())).isTrue();
            assertThat(words.containsKey("policy.number." + key.code()))
                    .isEqualTo(key.choices().isEmpty());
            assertThat(key.choices())
                    .allMatch(choice -> words.containsKey("policy.value." + key.code() + "." + choice));
        });
    }

    @Test
    void aFormThatWasOpenMeanwhileTakesNothingBack() {
        admin.browser().get("/admin/policies/edit?group=Sales");
        decide("group", "Sales", "grace-days", "14", "password-changed", "sleep");

        var late = decide("group", "Sales", "grace-days", "3", "password-changed", "");

        assertThat(late.status()).isEqualTo(422);
        assertThat(late.page())
                .contains(
                        "Somebody else has decided about this",
                        "decided by somebody else meanwhile",
                        "<strong>3</strong>",
                        "name=\"was.grace-days\" value=\"14\"",
                        "value=\"ticket 12\"")
                .doesNotContain("App passwords when the account password is changed");
        assertThat(decided()).isEqualTo(Map.of("grace-days", "14", "password-changed", "sleep"));

        decide("group", "Sales", "grace-days", "3", "was.grace-days", "14");
        assertThat(decided()).containsEntry("grace-days", "3");
    }

    @Test
    void theFormSaysWhatItWasShown() {
        admin.browser().get("/admin/policies/edit?group=Sales");
        decide("group", "Sales", "grace-days", "14");

        assertThat(admin.browser().get("/admin/policies/edit?group=Sales").page())
                .contains("name=\"was.grace-days\" value=\"14\"")
                .doesNotContain("was.password-changed");
    }

    @Test
    void withoutAReasonNothingIsDecidedAndNothingTypedIsLost() {
        admin.browser().get("/admin/policies/edit");

        var answer = admin.browser().post("/admin/policies", "group", "", "grace-days", "14", "why", "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("Say why, in 3 to 200 characters", "name=\"grace-days\" value=\"14\"");
        assertThat(web.organisation.mfa.policies().decided()).isEmpty();
    }

    @Test
    void T07_aStolenCookieOfAnAdminDecidesNoPolicyAndWhatWasFilledInComesBack() {
        admin.browser().get("/admin/policies/edit");
        web.organisation.clock.forward(Duration.ofMinutes(6));

        var answer = decide("group", "R & D", "grace-days", "14");

        assertThat(web.organisation.mfa.policies().decided()).isEmpty();
        assertThat(answer.location()).startsWith("/second-factor?next=/admin/policies/preview?");
        var way = admin.browser().get(answer.location()).location();
        var page = admin.browser().get(way).page();
        var next = page.replaceAll("(?s).*name=\"next\" value=\"([^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        web.nextCode();
        var proved = admin.browser()
                .post("/second-factor/authenticator-app", "code", web.organisation.codeFor(admin.key()), "next", next);
        assertThat(admin.browser().get(proved.location()).page())
                .contains("Policy of group R &amp; D", "<strong>14</strong>", "value=\"ticket 12\"");
    }

    @Test
    void twoGroupsWhoseNamesDifferInCaseAreListedBoth() {
        inSales("nikos");
        var eleni = web.notRequired("eleni", Account.Role.PERSON);
        web.join(eleni.account(), new GroupName("sales"));

        assertThat(admin.browser().get("/admin/policies").page()).contains("edit?group=Sales\"", "edit?group=sales\"");
        assertThat(admin.browser().get("/admin/requirements").page())
                .contains("name=\"group\" value=\"Sales\"", "name=\"group\" value=\"sales\"");
    }

    private Browser.Answer decide(String... fields) {
        var all = new ArrayList<>(List.of(fields));
        all.addAll(List.of("why", "ticket 12"));
        return admin.browser().post("/admin/policies", all.toArray(String[]::new));
    }

    private Map<String, String> decided() {
        return Optional.ofNullable(web.organisation.mfa.policies().decided().get(new Subject.Group(SALES)))
                .orElse(Map.of());
    }
}
