package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

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
                .contains("<strong>14</strong>", "<strong>not allowed</strong>", "2 active people are concerned")
                .doesNotContain("Where no contact is on record");
        assertThat(decided()).isEmpty();

        var answer = admin.browser()
                .post("/admin/policies", "group", "Sales", "grace-days", "14", "app-passwords", "not-allowed");
        assertThat(answer.location()).isEqualTo("/admin/policies?done=decided");
        assertThat(decided())
                .containsExactlyInAnyOrderEntriesOf(Map.of("grace-days", "14", "app-passwords", "not-allowed"));
        assertThat(admin.browser().get("/admin/policies?done=decided").page())
                .contains("2 values are decided here.", "It holds from the next attempt on.");
    }

    @Test
    void whatIsLeftEmptyIsLeftToWiderDecisions() {
        admin.browser().get("/admin/policies/edit?group=Sales");
        admin.browser().post("/admin/policies", "group", "Sales", "grace-days", "14", "password-changed", "sleep");

        admin.browser().post("/admin/policies", "group", "Sales", "grace-days", "");

        assertThat(decided()).isEqualTo(Map.of("password-changed", "sleep"));
    }

    @Test
    void thePersonsPageSaysWhereEachValueComesFrom() {
        var nikos = inSales("nikos");
        admin.browser().get("/admin/policies/edit");
        admin.browser().post("/admin/policies", "group", "", "grace-days", "14");
        admin.browser().post("/admin/policies", "group", "Sales", "app-password-length", "16");

        assertThat(admin.browser().get("/admin/people/" + nikos.id()).page())
                .contains("(decided for everybody)", "(because of group Sales)", "(configuration file)");
        web.speak(admin.account(), "el");
        assertThat(admin.browser().get("/admin/people/" + nikos.id()).page())
                .contains("(αποφασίστηκε για όλους)", "(λόγω της ομάδας Sales)")
                .doesNotContain("??");
        assertThat(admin.browser().get("/admin/policies/preview?" + CHOSEN).page())
                .contains("Αφορά έναν ενεργό λογαριασμό")
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

    private Map<String, String> decided() {
        return Optional.ofNullable(web.organisation.mfa.policies().decided().get(new Subject.Group(SALES)))
                .orElse(Map.of());
    }
}
