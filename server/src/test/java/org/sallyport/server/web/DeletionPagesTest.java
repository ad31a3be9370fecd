package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;

class DeletionPagesTest {
    private final RunningWeb web = RunningWeb.start();
    private final Guest owner = web.inside("owner", Role.OWNER);
    private final Account nikos = web.organisation.enforced("nikos");

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void thePageSaysWhatIsLostAndAsksWhy() {
        assertThat(owner.browser().get(path() + "/delete").page())
                .contains("Delete nikos?", "One second factor is erased", "Authenticator app");

        assertThat(delete("7", "").status()).isEqualTo(422);
        assertThat(find()).get().extracting(Account::isActive).isEqualTo(true);
    }

    @Test
    void whoeverWaitsIsShownAndCanBeKept() {
        assertThat(delete("7", "Left in May").location()).isEqualTo(path() + "?done=deletion-planned");
        assertThat(owner.browser().get(path()).page()).contains("This account will be deleted on", "/keep");

        assertThat(owner.browser().post(path() + "/keep").location()).isEqualTo(path() + "?done=kept");
        assertThat(find()).get().extracting(Account::isActive).isEqualTo(true);
        assertThat(owner.browser().get(path()).page()).doesNotContain("will be deleted on");
        assertThat(owner.browser().post(path() + "/keep").status()).isEqualTo(404);
    }

    @Test
    void atOnceThePersonIsGone() {
        assertThat(delete("0", "Asked for it").location()).isEqualTo("/admin?done=deleted");

        assertThat(find()).isEmpty();
        assertThat(owner.browser().get(path()).status()).isEqualTo(404);
        assertThat(owner.browser().get("/admin?done=deleted").page())
                .contains("The account is deleted")
                .doesNotContain(">nikos<");
    }

    @Test
    void aTimeThatIsNotOfferedIsNothing() {
        assertThat(delete("8", "Left in May").status()).isEqualTo(404);
        assertThat(find()).get().extracting(Account::isActive).isEqualTo(true);
    }

    @Test
    void T07_aStolenCookieOfAnOwnerDeletesNobody() {
        owner.browser().get("/account");
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(6)));

        assertThat(delete("0", "Mine now").location()).isEqualTo("/second-factor?next=" + path() + "/delete");
        assertThat(find()).isPresent();
    }

    @Test
    void T28_nobodyDeletesThemselves() {
        assertThat(owner.browser()
                        .get("/admin/people/" + owner.id() + "/delete")
                        .status())
                .isEqualTo(403);
        assertThat(owner.browser().get("/admin/people/" + owner.id()).page()).doesNotContain("/delete");
    }

    @Test
    void T28_aHelpDeskDeletesNobody() {
        var desk = web.inside("desk", Role.HELP_DESK);

        assertThat(desk.browser().get(path()).page()).doesNotContain("/delete");
        assertThat(desk.browser()
                        .open(path() + "/disable", "days", "0", "why", "As a test")
                        .status())
                .isEqualTo(303);
        assertThat(desk.browser()
                        .post(path() + "/delete", "days", "0", "why", "As a test")
                        .status())
                .isEqualTo(403);
        assertThat(find()).isPresent();
    }

    private Browser.Answer delete(String days, String why) {
        return owner.browser().open(path() + "/delete", "days", days, "why", why);
    }

    private String path() {
        return "/admin/people/" + nikos.id();
    }

    private Optional<Account> find() {
        return web.organisation.store.transact(books -> Accounts.in(books).find(nikos.id()));
    }
}
