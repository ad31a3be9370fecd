package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.method.Methods;

class PersonEditPagesTest {
    private final RunningWeb web = RunningWeb.start();
    private final Guest owner = web.inside("owner", Role.OWNER);
    private final Account nikos = web.organisation.enforced("nikos");

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void nameLanguageAndGroupsAreChangedWithAReason() {
        assertThat(owner.browser().get(path() + "/edit").page()).contains("value=\"nikos\"", "Ελληνικά");

        assertThat(edit("Nikos Stavrou", "el", "Sales; Board ;Sales", "Asked for it")
                        .location())
                .isEqualTo(path() + "?done=edited");

        assertThat(find().profile())
                .isEqualTo(new Profile(
                        "Nikos Stavrou", Locale.of("el"), Set.of(new GroupName("Sales"), new GroupName("Board"))));
    }

    @Test
    void whatCannotBeTakenIsSaidAndNothingTypedIsLost() {
        var answer = edit("", "en", "Sales;" + "x".repeat(65), "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.page())
                .contains("A name has 1 to 100 characters", "Say why", "x".repeat(65), "A group name has 1 to 64");
        assertThat(find()).isEqualTo(nikos);
    }

    @Test
    void aContactIsPutOnRecord() {
        assertThat(contact("nikos at home", "Moved").status()).isEqualTo(422);
        assertThat(contact("nikos@new.example", "Moved").location()).isEqualTo(path() + "?done=contact");

        assertThat(find().contact().orElseThrow().address().value()).isEqualTo("nikos@new.example");
    }

    @Test
    void T07_aStolenCookieOfAnOwnerMovesNoContact() {
        owner.browser().get("/account");
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(6)));

        assertThat(contact("thief@new.example", "Mine now").location())
                .isEqualTo("/second-factor?next=" + path() + "/edit");
        assertThat(find()).isEqualTo(nikos);
    }

    @Test
    void somebodyRegistersAnew() {
        assertThat(owner.browser().get(path() + "/reset-methods").page())
                .contains("One second factor is erased", "Keep them");

        assertThat(reset("keep", "").status()).isEqualTo(422);
        assertThat(reset("nothing", "Lost it").status()).isEqualTo(404);
        assertThat(reset("keep", "Lost it").location()).isEqualTo(path() + "/access?done=reset");

        assertThat(web.organisation.store.<Boolean>transact(
                        books -> Methods.in(books).heldBy(nikos.id()).isEmpty()))
                .isTrue();
    }

    @Test
    void T07_aStolenCookieOfAnOwnerTakesNobodysMethods() {
        owner.browser().get("/account");
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(6)));

        assertThat(reset("keep", "Mine now").location()).isEqualTo("/second-factor?next=" + path() + "/reset-methods");
    }

    @Test
    void T28_nobodyTakesTheirOwnMethods() {
        assertThat(owner.browser()
                        .get("/admin/people/" + owner.id() + "/reset-methods")
                        .status())
                .isEqualTo(403);
    }

    private Browser.Answer edit(String name, String language, String groups, String why) {
        return owner.browser()
                .open(path() + "/edit", "display-name", name, "language", language, "groups", groups, "why", why);
    }

    private Browser.Answer contact(String address, String why) {
        owner.browser().get(path() + "/edit");
        return owner.browser().post(path() + "/edit/contact", "contact", address, "contact-why", why);
    }

    private Browser.Answer reset(String apps, String why) {
        return owner.browser().open(path() + "/reset-methods", "apps", apps, "why", why);
    }

    private String path() {
        return "/admin/people/" + nikos.id();
    }

    private Account find() {
        return web.organisation
                .store
                .transact(books -> Accounts.in(books).find(nikos.id()))
                .orElseThrow();
    }
}
