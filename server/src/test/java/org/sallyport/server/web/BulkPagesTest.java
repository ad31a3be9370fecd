package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;

class BulkPagesTest {
    private static final String MANY = "/admin/people/many";

    private final RunningWeb web = RunningWeb.start();
    private final Guest owner = web.inside("owner", Role.OWNER);
    private final Account eleni = web.organisation.enforced("eleni");
    private final Account nikos = web.organisation.add("nikos", Role.PERSON, Optional.empty());

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void theListOffersWhatItsReaderMayDoToMany() {
        assertThat(owner.browser().get("/admin").page())
                .contains("action=\"" + MANY + "\"", "value=\"" + eleni.id() + "\"", "value=\"join-group\"");

        var helpDesk =
                web.inside("desk", Role.HELP_DESK).browser().get("/admin").page();
        assertThat(helpDesk).contains("value=\"disable\"").doesNotContain("value=\"require-mfa\"");
        var auditor =
                web.inside("auditor", Role.AUDITOR).browser().get("/admin").page();
        assertThat(auditor).doesNotContain(MANY, "type=\"checkbox\"");
    }

    @Test
    void aPageSaysToWhomAndAsksWhyBeforeItIsDone() {
        var address = MANY + "?act=disable&who=" + eleni.id() + "&who=" + nikos.id();
        assertThat(owner.browser().get(address).page()).contains("2 people:", "eleni", "nikos", "Disable them");

        assertThat(owner.browser()
                        .post(MANY, "act", "disable", "who", eleni.id().toString())
                        .status())
                .isEqualTo(422);
        assertThat(find(eleni).isActive()).isTrue();

        var done = owner.browser()
                .post(
                        MANY,
                        "act",
                        "disable",
                        "who",
                        eleni.id().toString(),
                        "who",
                        nikos.id().toString(),
                        "why",
                        "Left");
        assertThat(done.page()).contains("It was done to 2 people.");
        assertThat(find(eleni).isActive()).isFalse();
        assertThat(find(nikos).isActive()).isFalse();
    }

    @Test
    void allWhomTheFiltersFindAreMeant() {
        owner.browser().get(MANY + "?act=join-group&all=yes&q=nik");
        var done = owner.browser()
                .post(MANY, "act", "join-group", "all", "yes", "q", "nik", "to-group", "Sales", "why", "New team");

        assertThat(done.page()).contains("It was done to one person.");
        assertThat(find(nikos).profile().groups()).containsExactly(new GroupName("Sales"));
        assertThat(find(eleni).profile().groups()).isEmpty();
    }

    @Test
    void whoeverWasLeftOutIsNamedWithTheReason() {
        owner.browser().get(MANY + "?act=disable&all=yes");
        var done = owner.browser().post(MANY, "act", "disable", "all", "yes", "why", "All out");

        assertThat(done.page())
                .contains("It was done to 2 people.", "It was not done to one person", "owner", "that is you");
    }

    @Test
    void nobodyTickedOrAGroupMissingIsSaid() {
        assertThat(owner.browser().get(MANY + "?act=disable").page()).contains("Nobody is ticked");
        owner.browser().get(MANY + "?act=join-group&who=" + nikos.id());
        assertThat(owner.browser()
                        .post(MANY, "act", "join-group", "who", nikos.id().toString(), "why", "New team")
                        .page())
                .contains("Name the group", "New team");
        assertThat(owner.browser().get(MANY + "?act=explode&who=" + nikos.id()).status())
                .isEqualTo(404);
    }

    @Test
    void T07_aStolenCookieOfAnOwnerDisablesNobody() {
        owner.browser().get("/admin");
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(6)));

        var answer =
                owner.browser().post(MANY, "act", "disable", "who", nikos.id().toString(), "why", "Mine now");

        assertThat(answer.location()).startsWith("/second-factor?next=").contains("many");
        assertThat(find(nikos).isActive()).isTrue();
    }

    @Test
    void T28_whoeverMayOnlyLookDoesNothingToMany() {
        var auditor = web.inside("auditor", Role.AUDITOR);
        auditor.browser().get("/account");

        assertThat(auditor.browser()
                        .get(MANY + "?act=disable&who=" + nikos.id())
                        .status())
                .isEqualTo(403);
        assertThat(auditor.browser()
                        .post(MANY, "act", "disable", "who", nikos.id().toString(), "why", "As a test")
                        .status())
                .isEqualTo(403);
        assertThat(find(nikos).isActive()).isTrue();
    }

    private Account find(Account account) {
        return web.organisation
                .store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow();
    }
}
