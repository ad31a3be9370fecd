package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.staff.AdminsNeed;

class RolePagesTest {
    private final RunningWeb web = RunningWeb.start();
    private final Guest owner = web.inside("owner", Role.OWNER);
    private final Account nikos = web.organisation.add("nikos", Role.PERSON, Optional.empty());

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void theListHasWhoeverHasARoleAndNobodyElse() {
        assertThat(owner.browser().get("/admin/roles").page())
                .contains(">owner<", "Owner")
                .doesNotContain("nikos", "No owner is active");
    }

    @Test
    void withoutAnOwnerTheListSaysWhoCountsAsOne() {
        try (var other = RunningWeb.start()) {
            assertThat(other.inside("maria", Role.ADMIN)
                            .browser()
                            .get("/admin/roles")
                            .page())
                    .contains("No owner is active");
        }
    }

    @Test
    void aRoleIsGivenWithAReason() {
        assertThat(owner.browser().get(path()).page()).contains("Which role shall nikos have?", "value=\"owner\"");

        assertThat(give("help-desk", "").status()).isEqualTo(422);
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);

        assertThat(give("help-desk", "Covers for Eleni").location()).endsWith("?done=role");
        assertThat(roleOf(nikos)).isEqualTo(Role.HELP_DESK);
    }

    @Test
    void aRoleThatThereIsNotIsNothing() {
        assertThat(give("king", "Long live").status()).isEqualTo(404);
    }

    @Test
    void T28_anAdminGivesNoRoleAboveTheirOwn() {
        var admin = web.inside("admin", Role.ADMIN);

        assertThat(admin.browser().get(path()).page()).doesNotContain("value=\"owner\"");
        assertThat(admin.browser()
                        .post(path(), "role", "owner", "why", "To be one")
                        .status())
                .isEqualTo(403);
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
    }

    @Test
    void T28_nobodyChangesTheirOwnRole() {
        var own = "/admin/people/" + owner.id() + "/role";

        assertThat(owner.browser().get(own).status()).isEqualTo(403);
        assertThat(owner.browser().get("/admin/people/" + owner.id()).page()).doesNotContain(own);
    }

    @Test
    void T07_aStolenCookieOfAnOwnerGivesNoRole() {
        owner.browser().get("/account");
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(6)));

        assertThat(give("owner", "Mine now").location()).isEqualTo("/second-factor?next=" + path());
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
    }

    @Test
    void whoeverIsGivenARoleIsAskedForASecondFactorWhereItOpensNothingWithout() {
        web.adminsNeed(AdminsNeed.SECOND_FACTOR);
        var other = web.inside("other", Role.OWNER).browser();
        other.open(path(), "role", "auditor", "why", "Audit of the year");

        var browser = web.browser();
        browser.signIn("nikos");

        assertThat(browser.get("/admin").location()).isEqualTo("/set-up");
    }

    private Browser.Answer give(String role, String why) {
        return owner.browser().open(path(), "role", role, "why", why);
    }

    private String path() {
        return "/admin/people/" + nikos.id() + "/role";
    }

    private Role roleOf(Account account) {
        return web.organisation
                .store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow()
                .role();
    }
}
