package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.staff.RequirementDesk;

class RequirementPagesTest {
    private static final String PATH = "/admin/requirements";

    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Role.ADMIN);

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void thePreviewCountsWhomItIsAboutAndWhoKeepsTheSecondFactor() {
        inSales("nikos");
        inSales("eleni");
        web.join(maria.account(), new GroupName("Sales"));

        var page =
                maria.browser().get(PATH + "/preview?group=Sales&choice=exempt").page();

        assertThat(page)
                .contains(
                        "2 people are no longer required",
                        "For one person something closer is decided",
                        "One of the staff keeps the second factor")
                .doesNotContain("not everybody is counted");
    }

    @Test
    void ofTwoGroupsOneThatRequiresCountsAsCloser() {
        var nikos = inSales("nikos");
        web.organisation.store.transact(books -> {
            var account = Accounts.in(books).find(nikos.id()).orElseThrow();
            var profile = new Profile("nikos", Locale.ENGLISH, Set.of(new GroupName("Sales"), new GroupName("Board")));
            return Accounts.in(books).replace(account.withProfile(profile));
        });
        decide("Board", MfaState.Required.NO);
        assertThat(preview("require")).contains("One person is required");
        assertThat(preview("leave")).contains("For one person something closer is decided");

        decide("Board", MfaState.Required.YES);
        assertThat(preview("exempt")).contains("For one person something closer is decided");
    }

    @Test
    void aDecisionTakesAReasonAndSaysWhatItWasShown() {
        maria.browser().get(PATH + "/preview?group=Sales&choice=require");
        assertThat(post("leave", "").status()).isEqualTo(422);
        assertThat(decided()).isEmpty();

        assertThat(post("leave", "MFA on Monday").location()).isEqualTo(PATH + "?done=decided");
        assertThat(decided()).contains(MfaState.Required.YES);

        var late = post("leave", "MFA on Monday");
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.page()).contains("Somebody else has decided", "name=\"was\" value=\"require\"");
    }

    @Test
    void T07_aStolenCookieOfAnAdminDecidesForNobody() {
        maria.browser().get(PATH + "/preview?group=Sales&choice=require");
        web.organisation.clock.forward(Duration.ofMinutes(6));

        assertThat(post("leave", "Mine now").location())
                .startsWith("/second-factor?next=/admin/requirements/preview?choice%3Drequire%26group%3DSales");
        assertThat(decided()).isEmpty();
    }

    @Test
    void T28_anAdminExemptsNeitherThemselvesNorAnOwner() {
        var owner = web.organisation.add("owner", Role.OWNER, Optional.empty());
        web.organisation.requireMfa(owner);
        var own = "/admin/people/" + maria.id() + "/requirement";

        maria.browser().get(own + "?choice=exempt");
        var answer = maria.browser().post(own, "choice", "exempt", "was", "require", "why", "I am in a hurry");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("Nobody takes the second factor from themselves");
        assertThat(web.organisation.mfa.standing(maria.account()).state()).isEqualTo(MfaState.ENFORCED);
        var others = "/admin/people/" + owner.id() + "/requirement";
        assertThat(maria.browser().get(others + "?choice=exempt").status()).isEqualTo(403);
        assertThat(maria.browser()
                        .post(others, "choice", "exempt", "was", "require", "why", "Because")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void T07_aStolenCookieDoesNoneOfTheGraveActs() {
        var nikos = web.notRequired("nikos", Role.PERSON);
        var page = "/admin/people/" + nikos.id();
        maria.browser().get(page);
        web.organisation.clock.forward(Duration.ofMinutes(6));
        long before = web.auditEntries();

        assertThat(maria.browser()
                        .post(page + "/requirement", "choice", "require", "was", "leave", "why", "Mine")
                        .location())
                .isEqualTo("/second-factor?next=" + page + "/requirement?choice%3Drequire");
        assertThat(maria.browser()
                        .post(page + "/onboarding-code", "hours", "24")
                        .location())
                .isEqualTo("/second-factor?next=" + page + "?hours%3D24");
        assertThat(maria.browser().post(page + "/enable", "why", "Mine").location())
                .isEqualTo("/second-factor?next=" + page + "/enable");
        assertThat(maria.browser().post("/admin/people/export", "q", "nik").location())
                .isEqualTo("/second-factor?next=/admin?q%3Dnik");
        assertThat(web.auditEntries()).isEqualTo(before);
    }

    @Test
    void anAccountIsEnabledWithAReason() {
        var nikos = web.notRequired("nikos", Role.PERSON).account();
        web.organisation.accounts.disable(nikos.id(), new Actor.Operator());
        var page = "/admin/people/" + nikos.id();

        assertThat(maria.browser().get(page + "/enable").page()).contains("Enable nikos again?");
        assertThat(maria.browser().post(page + "/enable", "why", "").status()).isEqualTo(422);
        assertThat(maria.browser()
                        .post(page + "/enable", "why", "Back from leave")
                        .location())
                .isEqualTo(page + "?done=enabled");
        assertThat(maria.browser().get(page + "/history").page()).contains("Back from leave");
    }

    private Guest inSales(String name) {
        var guest = web.notRequired(name, Role.PERSON);
        web.join(guest.account(), new GroupName("Sales"));
        return guest;
    }

    private String preview(String choice) {
        return maria.browser()
                .get(PATH + "/preview?group=Sales&choice=" + choice)
                .page();
    }

    private Browser.Answer post(String was, String why) {
        return maria.browser().post(PATH, "group", "Sales", "choice", "require", "was", was, "why", why);
    }

    private void decide(String group, MfaState.Required required) {
        web.organisation.mfa.decide(new Subject.Group(new GroupName(group)), required, new Actor.Operator());
    }

    private Optional<MfaState.Required> decided() {
        return web.bean(RequirementDesk.class).decided(new Subject.Group(new GroupName("Sales")));
    }
}
