package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;

class BrowserPagesTest {
    private static final String PATH = "/account/browsers";
    private static final String PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
    private static final Pattern SIGN_OUT = Pattern.compile("action=\"(/account/browsers/[0-9a-f-]{36}/sign-out)\"");

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
    void everyBrowserIsListedWithItsNameAndPlace() {
        var anna = web.inside("anna", Account.Role.PERSON);
        web.browser().with("User-Agent", PHONE).signIn("anna");

        var page = anna.browser().get(PATH).page();

        assertThat(page).contains("Firefox (Android)", "127.0.0.1", "This one", "Password only");
        assertThat(SIGN_OUT.matcher(page).results()).hasSize(1);
    }

    @Test
    void oneIsSignedOutAndTheOthersGoOn() {
        var bella = web.inside("bella", Account.Role.PERSON);
        var phone = web.browser().with("User-Agent", PHONE);
        phone.signIn("bella");

        assertThat(bella.browser().post(signOutOn(bella)).location()).isEqualTo(PATH + "?done=one");

        assertThat(phone.get("/second-factor/authenticator-app").location()).isEqualTo("/sign-in");
        assertThat(bella.browser().get(PATH).page()).doesNotContain("Firefox (Android)");
    }

    @Test
    void allOthersAreSignedOutAtOnceAndTheAuditLogSaysSo() {
        var carla = web.inside("carla", Account.Role.PERSON);
        var one = web.browser();
        one.signIn("carla");
        var other = web.browser();
        other.signIn("carla");

        carla.browser().open(PATH);
        carla.browser().post(PATH + "/sign-out-others");

        assertThat(one.get("/second-factor/authenticator-app").location()).isEqualTo("/sign-in");
        assertThat(other.get("/second-factor/authenticator-app").location()).isEqualTo("/sign-in");
        assertThat(carla.browser().get(PATH).status()).isEqualTo(200);
        var latest = web.organisation.store.transact(books -> AuditLog.in(books).about(carla.id(), 1));
        assertThat(latest).singleElement().satisfies(entry -> {
            assertThat(entry.event().kind()).isEqualTo(AuditKind.BROWSERS_SIGNED_OUT);
            assertThat(entry.event().details()).containsEntry("count", "2");
        });
    }

    @Test
    void T29_nobodySignsAnotherPersonsBrowserOut() {
        var dora = web.inside("dora", Account.Role.PERSON);
        web.browser().with("User-Agent", PHONE).signIn("dora");
        var hers = signOutOn(dora);
        var stranger = web.inside("stranger", Account.Role.PERSON);
        stranger.browser().get(PATH);

        assertThat(stranger.browser().post(hers).status()).isEqualTo(404);
        assertThat(stranger.browser().get(PATH).page()).doesNotContain("Firefox (Android)");
        assertThat(dora.browser().get(PATH).page()).contains("Firefox (Android)");
    }

    @Test
    void T07_aStolenCookieSignsNobodyOutWithoutAFreshFactor() {
        var elsa = web.inside("elsa", Account.Role.PERSON);
        var phone = web.browser().with("User-Agent", PHONE);
        phone.signIn("elsa");
        var other = signOutOn(elsa);
        var thief = elsa.browser().thief();
        thief.get("/account");
        web.organisation.clock.forward(Duration.ofMinutes(5));

        assertThat(thief.get(PATH).status()).isEqualTo(200);
        assertThat(thief.post(other).location()).isEqualTo("/second-factor?next=" + PATH);
        assertThat(thief.post(PATH + "/sign-out-others").location()).isEqualTo("/second-factor?next=" + PATH);
        assertThat(phone.get("/second-factor/authenticator-app").status()).isEqualTo(200);
    }

    @Test
    void T09_whatABrowserCallsItselfIsText() {
        var fay = web.inside("fay", Account.Role.PERSON);
        web.browser().with("User-Agent", "<script>alert(1)</script>").signIn("fay");

        assertThat(fay.browser().get(PATH).page())
                .contains("&lt;script&gt;alert(1)&lt;")
                .doesNotContain("<script>alert");
    }

    private static String signOutOn(Guest guest) {
        var found = SIGN_OUT.matcher(guest.browser().get(PATH).page());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
