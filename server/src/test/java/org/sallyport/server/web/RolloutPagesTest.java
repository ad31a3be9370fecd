package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.rollout.RolloutWork;
import org.sallyport.core.roster.PeopleList;
import org.sallyport.core.verify.Verdict;

/// Maria starts a rollout for Sales, where Anna's phone sends her account password and nothing sends that of Bill.
class RolloutPagesTest {
    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Role.ADMIN);
    private final Guest anna = web.notRequired("anna", Role.PERSON);
    private final Guest bill = web.notRequired("bill", Role.PERSON);
    private final RolloutWork work =
            new RolloutWork(web.organisation.store, web.organisation.mfa, web.organisation.clock);

    @BeforeEach
    void sales() {
        web.join(anna.account(), new GroupName("Sales"));
        web.join(bill.account(), new GroupName("Sales"));
        phone(anna);
        web.bean(PeopleList.class).follow();
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private Verdict phone(Guest whose) {
        var olive = web.organisation;
        var verdict = olive.verifier.verify(
                olive.attemptBy("Thunderbird 102", whose.account().username().canonical(), Organisation.PASSWORD));
        olive.notes.flush();
        return verdict;
    }

    private Browser.Answer start(String group, String days, String quiet, String why) {
        return maria.browser().open("/admin/rollout/new", "group", group, "days", days, "quiet", quiet, "why", why);
    }

    private String started() {
        return start("Sales", "30", "14", "The board decided").location().replace("?done=started", "");
    }

    @Test
    void whoeverDecidesForTheGroupIsToldThatItEndsTheRollout() {
        var preview = "/admin/requirements/preview?choice=exempt&group=";
        assertThat(maria.browser().get(preview + "Sales").page()).doesNotContain("This decision ends it");
        started();

        assertThat(maria.browser().get(preview + "Sales").page()).contains("This decision ends it");
        assertThat(maria.browser().get(preview).page()).doesNotContain("This decision ends it");
        web.speak(maria.account(), "el");
        assertThat(maria.browser().get(preview + "Sales").page())
                .contains("Αυτή η απόφαση την τερματίζει")
                .doesNotContain("??");
    }

    private void afterDays(int days) {
        web.organisation.clock.forward(Duration.ofDays(days));
        work.follow();
    }

    private Browser fresh() {
        var browser = web.browser();
        browser.signIn("maria");
        var again = new Guest(maria.account(), maria.key(), browser);
        web.prove(again);
        return browser;
    }

    @Test
    void thePreviewSaysWhoWouldNoticeAndNothingIsDecidedByIt() {
        assertThat(maria.browser().get("/admin/rollout").page()).contains("None yet.");
        assertThat(maria.browser().get("/admin/rollout/new").page()).contains("value=\"30\"", "value=\"14\"");

        assertThat(maria.browser()
                        .get("/admin/rollout/new/preview?group=Sales&days=30&quiet=14")
                        .page())
                .contains("required of 2 people", "one person would notice", "Thunderbird 102", "Reading mail (IMAP)");
        assertThat(maria.browser().get("/admin/rollout").page()).contains("None yet.");
    }

    @Test
    void whatIsTypedWronglyIsNamedAndKept() {
        var answer = maria.browser().get("/admin/rollout/new/preview?group=Sales&days=400&quiet=many");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("from 1 to 365", "from 1 to 60", "value=\"400\"", "value=\"many\"");
        assertThat(start("Sales", "30", "14", "").status()).isEqualTo(422);
        assertThat(maria.browser().get("/admin/rollout").page()).contains("None yet.");
    }

    @Test
    void peopleAreShownByAppAndByPersonAndAsAFile() {
        var path = started();
        assertThat(maria.browser().get(path).page())
                .contains("Group Sales", "Running", "0 of 2 people", "Thunderbird 102", "one person would notice");
        assertThat(maria.browser().get("/admin/rollout").page()).contains(path);
        assertThat(maria.browser().get("/admin/overview").page()).contains("Rollout", path);
        assertThat(maria.browser().get(path + "/people?show=sending").page())
                .contains(">anna<")
                .doesNotContain(">bill<");
        assertThat(maria.browser().get(path + "/people?show=quiet").page())
                .contains(">bill<")
                .doesNotContain(">anna<");
        assertThat(exported(path))
                .contains("anna,anna,imap,Thunderbird 102,dovecot,192.0.2.0/24")
                .doesNotContain("bill");
        assertThat(maria.browser().get(path + "/people?show=all").status()).isEqualTo(404);
    }

    @Test
    void everybodySeesTheirOwnAppsAndTheDateAndMayStrikeOneOff() {
        started();
        assertThat(anna.browser().get("/account").page())
                .contains("each of them may go on with your account password", "22 Dec 2026", "I no longer use it")
                .contains("Set up your second step first");

        var done = anna.browser()
                .post("/account/senders/forget", "protocol", "imap", "network", "192.0.2.0/24", "server", "dovecot");
        assertThat(done.location()).endsWith("?done=sender-forgotten");
        assertThat(anna.browser().get("/account?done=sender-forgotten").page())
                .contains("struck off the list")
                .doesNotContain("Thunderbird 102");
        web.organisation.clock.forward(Duration.ofHours(2));
        phone(anna);
        var later = web.browser();
        later.signIn("anna");
        assertThat(later.get("/account").page()).contains("Thunderbird 102");
    }

    @Test
    void whoeverWasSwitchedOverIsListedAndCanBeGivenMoreTime() {
        var path = started();
        afterDays(13);
        phone(anna);
        afterDays(1);
        assertThat(phone(bill)).isInstanceOf(Verdict.Rejected.class);
        var browser = fresh();
        assertThat(browser.get(path + "/people?show=switched").page())
                .contains(">bill<", "No app sent the account password")
                .doesNotContain(">anna<");

        var more = path + "/people/" + bill.id() + "/more-time";
        assertThat(browser.open(more, "days", "7", "why", "On a ship").location())
                .isEqualTo(path + "?done=more-time");
        assertThat(phone(bill)).isInstanceOf(Verdict.Accepted.class);
        assertThat(browser.get(path + "/people?show=switched").page()).contains("More time until");
    }

    @Test
    void oneIsPausedGoesOnAndIsCalledOff() {
        var path = started();
        assertThat(change(path, "pause").location()).isEqualTo(path + "?done=pause");
        assertThat(maria.browser().get(path).page()).contains("Paused", "Go on");
        assertThat(change(path, "until", "days", "5").location()).isEqualTo(path + "?done=until");
        assertThat(maria.browser().get(path).page()).contains("Running");
        assertThat(change(path, "until", "days", "0").status()).isEqualTo(422);
        assertThat(change(path, "call-off").location()).isEqualTo(path + "?done=call-off");
        work.follow();
        assertThat(maria.browser().get(path).page()).contains("Called off").doesNotContain("/change/");
        assertThat(maria.browser().get(path + "/change/pause").status()).isEqualTo(404);
    }

    @Test
    void everybodyIsSwitchedOverNow() {
        var path = started();
        assertThat(maria.browser().get(path + "/change/switch-all").page()).contains("apps of 1 people stop");
        change(path, "switch-all");
        work.follow();
        assertThat(phone(anna)).isInstanceOf(Verdict.Rejected.class);
        assertThat(maria.browser().get(path).page()).contains("Over", "2 of 2 people");
    }

    @Test
    void T07_aStolenCookieOfAnAdminStartsAndChangesNothing() {
        var path = started();
        web.organisation.clock.forward(Duration.ofMinutes(6));
        assertThat(start("", "30", "14", "Mine").location()).isEqualTo("/second-factor?next=/admin/rollout/new");
        assertThat(change(path, "switch-all").location())
                .isEqualTo("/second-factor?next=" + path + "/change/switch-all");
        assertThat(phone(anna)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void itSpeaksGreek() {
        var path = started();
        web.speak(maria.account(), "el");
        assertThat(maria.browser().get(path).page())
                .contains("Σε εξέλιξη", "Ποιος θα το καταλάβαινε σήμερα")
                .doesNotContain("??");
        assertThat(maria.browser().get("/admin/rollout/new").page())
                .contains("Έναρξη")
                .doesNotContain("??");
    }

    @Test
    void oneForWhomASecondFactorIsRequiredAlreadyIsRefused() {
        started();
        var answer = start("Sales", "30", "14", "Once more");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page()).contains("is required of them already");
        assertThat(web.organisation.mfa.policies().configured()).isEqualTo(Limits.standard());
        assertThat(web.organisation.verify("anna", Organisation.PASSWORD, Protocol.IMAP))
                .isInstanceOf(Verdict.Accepted.class);
    }

    private String exported(String path) {
        maria.browser().get(path);
        return maria.browser().post(path + "/export").page();
    }

    private Browser.Answer change(String path, String what, String... days) {
        var fields = new java.util.ArrayList<>(java.util.List.of("why", "The board decided"));
        fields.addAll(java.util.List.of(days));
        var form = path + "/change/" + what;
        return maria.browser().open(form, fields.toArray(String[]::new));
    }
}
