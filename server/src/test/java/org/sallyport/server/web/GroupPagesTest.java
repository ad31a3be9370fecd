package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.roster.PeopleList;

/// Anna and Bill are in Sales, which requires MFA; Carl is in the board, of which nothing is decided.
class GroupPagesTest {
    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    private void fill() {
        join("bill", "Sales");
        join("carl", "The <board>");
        var anna = web.inside("anna", Role.PERSON);
        web.join(anna.account(), new GroupName("Sales"));
        web.organisation.mfa.decide(
                new Subject.Group(new GroupName("Sales")), MfaState.Required.YES, new Actor.Operator());
        web.bean(PeopleList.class).follow();
    }

    private void join(String name, String group) {
        web.join(web.organisation.add(name, Role.PERSON, Optional.empty()), new GroupName(group));
    }

    private static String row(String page, String group) {
        var row = Pattern.compile("<tr>(?:(?!</tr>).)*>" + Pattern.quote(group) + "<.*?</tr>", Pattern.DOTALL)
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
        return row.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ").strip();
    }

    @Test
    void everyGroupSaysHowManyAreInItAndWhatIsDecided() {
        fill();

        var page = maria.browser().get("/admin/groups").page();

        assertThat(row(page, "Sales")).isEqualTo("Sales 2 1 1 required none");
        assertThat(row(page, "The &lt;board&gt;")).isEqualTo("The &lt;board&gt; 1 0 0 not decided none");
        assertThat(page).contains("/admin?group=Sales", "/admin?group=Sales&amp;state=enabled");
        assertThat(maria.browser().get("/admin").page()).contains("href=\"/admin/groups\"");
    }

    @Test
    void whatIsDecidedIsShownToWhomItConcernsAndChangedByWhoeverMay() {
        fill();
        var eva = web.inside("eva", Role.HELP_DESK);

        assertThat(row(eva.browser().get("/admin/groups").page(), "Sales")).isEqualTo("Sales 2 1 1");
        var adam = web.inside("adam", Role.AUDITOR);
        assertThat(adam.browser().get("/admin/groups").page())
                .contains("required")
                .doesNotContain("/admin/policies/edit");
    }

    @Test
    void manyGroupsComeAPageAtATime() {
        for (int i = 10; i < 61; i++) {
            join("p" + i, "Group " + i);
        }
        web.bean(PeopleList.class).follow();

        assertThat(maria.browser().get("/admin/groups").page())
                .contains(">Group 59<", "after=Group%2059")
                .doesNotContain(">Group 60<");
        assertThat(maria.browser().get("/admin/groups?after=Group%2059").page())
                .contains(">Group 60<", "First page")
                .doesNotContain(">Group 59<");
        assertThat(maria.browser().get("/admin/groups?after=" + "x".repeat(65)).status())
                .isEqualTo(404);
    }
}
