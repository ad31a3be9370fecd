package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.method.Receiver;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.PolicyKeys;
import org.sallyport.core.policy.Subject;

/// A browser that is spared the second factor at sign-in, and nothing else.
class RememberedDeviceTest {
    private static final String COOKIE = "sallyport-device";
    private static final String ORIGIN = "http://localhost";
    private static final Pattern FORGET =
            Pattern.compile("action=\"(/account/browsers/remembered/[0-9a-f-]{36}/forget)\"");

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.withLimits(Limits.standard()
                .with(new Limits.Upkeep(Limits.PasswordChanged.KEEP, Duration.ofDays(30), Limits.CloseAccount.OFF)));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void itSignsInWithThePasswordAlone() {
        var anna = remembered("anna", Account.Role.PERSON);

        assertThat(anna.browser().signIn("anna").location()).isEqualTo("/account");
        assertThat(anna.browser().get("/account").status()).isEqualTo(200);
    }

    @Test
    void itIsSparedOnlyInTheNetworksOfThePolicyWhateverAHeaderSays() {
        var nadia = remembered("nadia", Account.Role.PERSON);
        var office = new GroupName("office");
        web.join(nadia.account(), office);
        limit(office, "192.0.2.0/24");
        nadia.browser().with("X-Forwarded-For", "192.0.2.7");

        assertThat(nadia.browser().signIn("nadia").location()).isEqualTo("/second-factor");
        assertThat(nadia.browser().get("/second-factor/authenticator-app").page())
                .contains("only in networks of your organisation");
        signOut(nadia);
        limit(office, "127.0.0.0/8 ::1");
        assertThat(nadia.browser().signIn("nadia").location()).isEqualTo("/account");
    }

    private static void limit(GroupName group, String networks) {
        var key = PolicyKeys.find("remember-device-networks").orElseThrow();
        web.organisation
                .mfa
                .policies()
                .decide(new Subject.Group(group), Map.of(key, Optional.of(networks)), new Actor.Operator());
    }

    @Test
    void aPasskeySparesItToo() {
        var guest = web.toBeSetUp("kaia");
        var browser = guest.browser();
        var key = new SoftAuthenticator();
        browser.open("/set-up");
        browser.open("/set-up/method", "method", "passkey");
        var made = browser.get("/set-up/passkey").page();
        var ticket = PasskeysTest.ticket(made);
        browser.post("/set-up/passkey", "ticket", ticket, "answer", key.create(PasskeysTest.raw(made), ORIGIN));
        browser.post("/set-up/verify", "code", web.contactCode(browser));
        browser.open("/set-up/next");
        signOut(guest);
        assertThat(browser.signIn("kaia").location()).isEqualTo("/second-factor");
        web.nextCode();

        var page = browser.get("/second-factor/passkey").page();
        assertThat(page).contains("name=\"remember\"", "for 30 days");
        var answer = key.get(PasskeysTest.raw(page), ORIGIN);
        browser.post(
                "/second-factor/passkey", "ticket", PasskeysTest.ticket(page), "answer", answer, "remember", "yes");

        assertThat(browser.cookie(COOKIE)).isPresent();
        signOut(guest);
        assertThat(browser.signIn("kaia").location()).isEqualTo("/account");
    }

    @ParameterizedTest
    @EnumSource
    void aCodeThatWasSentSparesItToo(Receiver receiver) {
        var kind = receiver.kind().code();
        var guest = web.toBeSetUp("sent-by-" + kind);
        var desk = web.organisation.telephones;
        var to = receiver == Receiver.PHONE
                ? desk.register(guest.account(), "+306912345681")
                : desk.registerMailbox(guest.account(), "remembered@pine.example");
        var browser = guest.browser();
        var path = "/second-factor/" + kind;
        assertThat(browser.get(path).page()).doesNotContain("name=\"remember\"");
        web.nextCode();
        var sent = browser.post(path + "/code", "to", to.toString()).location();
        assertThat(browser.get(sent).page()).contains("name=\"remember\"", "for 30 days");

        var code = receiver == Receiver.PHONE ? desk.telephone.code() : web.organisation.codeSent();
        assertThat(browser.post(path, "code", code, "remember", "yes").location())
                .isEqualTo("/account");

        signOut(guest);
        assertThat(browser.signIn("sent-by-" + kind).location()).isEqualTo("/account");
        assertThat(browser.get("/app-passwords/new").location()).isEqualTo("/second-factor?next=/app-passwords/new");
        assertThat(browser.get(path + "?next=/app-passwords/new").page()).doesNotContain("name=\"remember\"");
    }

    @Test
    void whoeverDidNotAskForItIsAskedForTheCode() {
        var bella = web.inside("bella", Account.Role.PERSON);
        signOut(bella);

        assertThat(bella.browser().cookie(COOKIE)).isEmpty();
        assertThat(bella.browser().signIn("bella").location()).isEqualTo("/second-factor");
    }

    @Test
    void T07_aBrowserThatWasSparedProvesNothingWhereAFreshFactorIsAskedFor() {
        var carla = remembered("carla", Account.Role.ADMIN);
        carla.browser().signIn("carla");

        assertThat(carla.browser().get("/app-passwords/new").location())
                .isEqualTo("/second-factor?next=/app-passwords/new");
        assertThat(carla.browser().get("/account/password").location())
                .isEqualTo("/second-factor?next=/account/password");
        assertThat(carla.browser().get("/admin").location()).isEqualTo("/second-factor?next=/admin");
        carla.browser().get("/account/browsers");
        assertThat(carla.browser().post("/account/browsers/sign-out-others").location())
                .isEqualTo("/second-factor?next=/account/browsers");
    }

    @Test
    void T07_theCookieAloneOpensNothing() {
        var dora = remembered("dora", Account.Role.PERSON);
        var thief = web.browser().plant(COOKIE, dora.browser().cookie(COOKIE).orElseThrow());

        assertThat(thief.get("/account").location()).isEqualTo("/sign-in");
        thief.get("/sign-in");
        assertThat(thief.post("/sign-in", "name", "dora", "password", "a guess of a thief")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void T27_theCookieOfOnePersonSparesNobodyElse() {
        var elsa = remembered("elsa", Account.Role.PERSON);
        web.halfway("fay", Account.Role.PERSON);

        assertThat(elsa.browser().signIn("fay").location()).isEqualTo("/second-factor");
        signOutHalfway(elsa.browser());
        assertThat(elsa.browser().signIn("elsa").location()).isEqualTo("/account");
    }

    @Test
    void theCookieChangesAtEveryUseAndTheOldOneIsDead() {
        var gina = remembered("gina", Account.Role.PERSON);
        var before = gina.browser().cookie(COOKIE).orElseThrow();
        gina.browser().signIn("gina");

        assertThat(gina.browser().cookie(COOKIE)).isPresent().isNotEqualTo(java.util.Optional.of(before));
        assertThat(web.browser().plant(COOKIE, before).signIn("gina").location())
                .isEqualTo("/second-factor");
    }

    @Test
    void whoeverForgetsItIsAskedAgain() {
        var hera = remembered("hera", Account.Role.PERSON);
        hera.browser().signIn("hera");
        var found = FORGET.matcher(hera.browser().get("/account/browsers").page());
        assertThat(found.find()).isTrue();

        assertThat(hera.browser().post(found.group(1)).location()).isEqualTo("/account/browsers?done=forgotten");

        signOut(hera);
        assertThat(hera.browser().signIn("hera").location()).isEqualTo("/second-factor");
    }

    @Test
    void T29_nobodyForgetsAnotherPersonsBrowser() {
        var iris = remembered("iris", Account.Role.PERSON);
        iris.browser().signIn("iris");
        var found = FORGET.matcher(iris.browser().get("/account/browsers").page());
        assertThat(found.find()).isTrue();
        var stranger = web.inside("stranger", Account.Role.PERSON);
        stranger.browser().get("/account/browsers");

        assertThat(stranger.browser().post(found.group(1)).status()).isEqualTo(404);
        assertThat(web.organisation.devices.of(iris.id())).hasSize(1);
    }

    @Test
    void anAdminSignsSomebodyOutEverywhere() {
        var jana = remembered("jana", Account.Role.PERSON);
        jana.browser().signIn("jana");
        var maria = web.inside("maria", Account.Role.ADMIN);
        maria.browser().get("/admin/people/" + jana.id());

        assertThat(maria.browser()
                        .post("/admin/people/" + jana.id() + "/sign-out")
                        .location())
                .isEqualTo("/admin/people/" + jana.id() + "?done=signed-out");

        assertThat(jana.browser().get("/account").location()).isEqualTo("/sign-in");
        assertThat(jana.browser().signIn("jana").location()).isEqualTo("/second-factor");
    }

    @Test
    void itEndsWhereItsOwnerSignsOutEverywhere() {
        var lena = remembered("lena", Account.Role.PERSON);
        lena.browser().signIn("lena");
        web.prove(lena);
        lena.browser().get("/account/methods");
        lena.browser().post("/account/methods/sign-out-everywhere");

        assertThat(lena.browser().signIn("lena").location()).isEqualTo("/second-factor");
    }

    @Test
    void whoeverIsSparedCanStillReplaceALostMethod() {
        var mona = remembered("mona", Account.Role.PERSON);
        mona.browser().signIn("mona");
        var code = web.organisation.onboardingCodes.make(mona.id(), OnboardingCodes.AT_ONCE, new Actor.Operator());

        assertThat(mona.browser()
                        .open("/second-factor/onboarding-code", "code", code.reveal())
                        .location())
                .isEqualTo("/set-up/method");
        assertThat(mona.browser().get("/account").location()).isEqualTo("/set-up/method");
    }

    @Test
    void itEndsWithTheAccount() {
        var kira = remembered("kira", Account.Role.PERSON);
        web.organisation.accounts.disable(kira.id(), new Actor.Operator());
        web.organisation.accounts.enable(kira.id(), new Actor.Operator());

        assertThat(kira.browser().signIn("kira").location()).isEqualTo("/second-factor");
    }

    private static Guest remembered(String name, Account.Role role) {
        var guest = web.halfway(name, role);
        web.nextCode();
        guest.browser()
                .open(
                        "/second-factor/authenticator-app",
                        "code",
                        web.organisation.codeFor(guest.key()),
                        "remember",
                        "yes");
        signOut(guest);
        return guest;
    }

    private static void signOut(Guest guest) {
        guest.browser().get("/account");
        guest.browser().post("/sign-out");
    }

    private static void signOutHalfway(Browser browser) {
        browser.get("/second-factor/authenticator-app");
        browser.post("/sign-out");
    }
}
