package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.server.store.sql.PostgresServer;
import org.sallyport.server.store.sql.SqlStores;

class T39_ASecretIsShownOnceTest {
    private static final Pattern GROUPS = Pattern.compile("(?:<span>[a-z]{6}</span>){4}");
    private static final Pattern CODE = Pattern.compile("<span>[A-Z2-7]{4}</span>");
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
    void anAppPasswordIsInTheAnswerToItsFormAndInNoOther() {
        var guest = web.inside("anna", Account.Role.PERSON);
        guest.browser().get("/app-passwords/new");
        var mark = guest.browser().mark();

        var first = guest.browser().post("/app-passwords/new", "label", "iPad", "protocols", "imap", "mark", mark);
        var again = guest.browser().post("/app-passwords/new", "label", "iPad", "protocols", "imap", "mark", mark);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(first.page()).containsPattern(GROUPS).doesNotContainPattern("value=\"[a-z]{24}\"");
        assertThat(first.page()).as("is no step of setting up").doesNotContain("class=\"steps\"");
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.page()).contains("Already shown").doesNotContainPattern(GROUPS);
        assertThat(web.organisation.appPasswords.of(guest.id())).hasSize(1);
        assertThat(guest.browser().get("/account").page()).doesNotContainPattern(GROUPS);
    }

    @Test
    void aFormThatIsSentManyTimesAtOnceMakesOneAppPassword() {
        var database = PostgresServer.shared().newDatabase();
        try (var store = SqlStores.postgres(database, Fixtures.keyset(), Fixtures.generator(), SettableClock.atNow());
                var other = RunningWeb.over(store)) {
            var guest = other.inside("hasty", Account.Role.PERSON);
            guest.browser().get("/app-passwords/new");
            var mark = guest.browser().mark();
            var body = "_csrf=" + guest.browser().token() + "&label=iPad&protocols=imap&mark=" + mark;

            int shown = Crowd.of(20)
                    .succeeding(i -> GROUPS.matcher(guest.browser()
                                    .thief()
                                    .postRaw("/app-passwords/new", "application/x-www-form-urlencoded", body)
                                    .page())
                            .find());

            assertThat(shown).isOne();
            assertThat(other.organisation.appPasswords.of(guest.id())).hasSize(1);
        }
    }

    @Test
    void aSecondTabDoesNotSpoilTheFirst() {
        var guest = web.inside("tabs", Account.Role.PERSON);
        guest.browser().get("/app-passwords/new");
        var first = guest.browser().mark();
        guest.browser().get("/app-passwords/new");

        assertThat(guest.browser()
                        .post("/app-passwords/new", "label", "a", "protocols", "imap", "mark", first)
                        .status())
                .isEqualTo(200);
        assertThat(guest.browser()
                        .post("/app-passwords/new", "label", "a", "protocols", "imap", "mark", first)
                        .status())
                .isEqualTo(410);
        assertThat(guest.browser()
                        .post("/app-passwords/new", "label", "a", "protocols", "imap", "mark", " ")
                        .status())
                .isEqualTo(410);
    }

    @Test
    void whatIsShownOpensTheMailboxWithoutItsGaps() {
        var guest = web.inside("opens", Account.Role.PERSON);
        guest.browser().get("/app-passwords/new");
        var page = guest.browser()
                .post(
                        "/app-passwords/new",
                        "label",
                        "iPad",
                        "protocols",
                        "imap",
                        "mark",
                        guest.browser().mark())
                .page();
        var found = GROUPS.matcher(page);
        assertThat(found.find()).isTrue();
        var secret = found.group().replaceAll("<[^>]+>", "");

        assertThat(web.organisation.verify("opens", secret, org.sallyport.core.caller.Protocol.IMAP))
                .isInstanceOf(org.sallyport.core.verify.Verdict.Accepted.class);
    }

    @Test
    void theBrowserIsToldToForgetOnTheNextPage() {
        var guest = web.inside("forget", Account.Role.PERSON);
        guest.browser().get("/app-passwords/new");
        guest.browser()
                .post(
                        "/app-passwords/new",
                        "label",
                        "a",
                        "protocols",
                        "imap",
                        "mark",
                        guest.browser().mark());

        assertThat(guest.browser().get("/account").header("Clear-Site-Data")).isEqualTo("\"cache\"");
        assertThat(guest.browser().get("/account").header("Clear-Site-Data")).isEmpty();
    }

    @Test
    void theKeyOfAnAuthenticatorAppIsShownOnceAndIsInNoAddress() {
        var guest = web.toBeSetUp("eleni");
        guest.browser().open("/set-up");
        var chosen = guest.browser().open("/set-up/method");

        var first = guest.browser().get("/set-up/authenticator-app");
        var again = guest.browser().get("/set-up/authenticator-app");

        assertThat(chosen.location()).isEqualTo("/set-up/authenticator-app");
        assertThat(first.header("Cache-Control")).isEqualTo("no-store");
        assertThat(first.page()).contains("<svg").doesNotContain("otpauth").doesNotContain("data:");
        assertThat(ManualKey.isOn(first.page())).isTrue();
        assertThat(again.page()).contains("already shown").doesNotContain("<svg");
        assertThat(ManualKey.isOn(again.page())).isFalse();
    }

    @Test
    void anOnboardingCodeIsInTheAnswerToItsFormOnly() {
        var admin = web.inside("maria", Account.Role.ADMIN);
        var person = web.toBeSetUp("newcomer");
        var page = "/admin/people/" + person.id();
        admin.browser().get(page);

        var shown = admin.browser().post(page + "/onboarding-code").page();
        var again = admin.browser().get(page + "/onboarding-code");

        assertThat(shown).containsPattern(CODE).contains("data-afterwards=\"" + page + "/onboarding-code\"");
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.page())
                .contains("showed an onboarding code", "href=\"" + page + "\"")
                .doesNotContainPattern(CODE);
    }
}
