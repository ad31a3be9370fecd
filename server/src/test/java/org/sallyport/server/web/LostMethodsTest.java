package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Profile;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.notice.Notice;

/// Somebody has lost every method, and an admin hands over a code.
class LostMethodsTest {
    private static final String PATH = "/second-factor/onboarding-code";
    private static final Pattern GROUP = Pattern.compile("<span>([A-Z2-7]{4})</span>");

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void aNewMethodTakesThePlaceOfAllThatWereLost(String language) {
        var admin = web.inside("admin-" + language, Account.Role.ADMIN);
        var eleni = web.halfway("lost-" + language, Account.Role.PERSON);
        web.organisation.store.transact(books -> Accounts.in(books)
                .replace(eleni.account().withProfile(new Profile("Eleni", Locale.of(language), Set.of()))));
        web.organisation.registerApp(eleni.account());
        var sheet = web.organisation.recoveryCodes.make(eleni.id(), web.organisation.clock.instant(), _ -> true);
        assertThat(sheet).isInstanceOf(org.sallyport.core.recovery.Sheet.Made.class);
        var lost = methods(eleni);
        var code = handedOver(admin, eleni, "24");
        assertThat(code).hasSize(24);
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(20)));
        told();

        var browser = eleni.browser();
        assertThat(browser.get("/second-factor/authenticator-app").page()).contains("href=\"" + PATH + "\"");
        assertThat(browser.get(PATH).page())
                .contains("lang=\"" + language + "\"")
                .doesNotContain("??");
        assertThat(browser.post(PATH).status()).isEqualTo(422);
        assertThat(browser.post(PATH, "code", "AAAA AAAA AAAA").status()).isEqualTo(422);
        assertThat(browser.post(PATH, "code", code).location()).isEqualTo("/set-up/method");
        assertThat(browser.get("/account").location()).isEqualTo("/set-up/method");
        assertThat(browser.get("/set-up/method").page()).doesNotContain("??", "class=\"steps\"");
        browser.post("/set-up/method");
        var key = ManualKey.on(browser.get("/set-up/authenticator-app").page());
        assertThat(methods(eleni)).isEqualTo(lost);
        var done = browser.post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));

        assertThat(done.location()).isEqualTo("/account/methods?done=replaced");
        assertThat(browser.get(done.location()).page()).doesNotContain("??");
        assertThat(methods(eleni)).hasSize(1).doesNotContainAnyElementsOf(lost);
        assertThat(web.organisation.recoveryCodes.left(eleni.id())).isZero();
        assertThat(told()).containsExactly(Notice.Kind.METHODS_REPLACED);
    }

    @Test
    void aCodeWorksOnceAndForOneBrowser() {
        var eleni = web.halfway("once", Account.Role.PERSON);
        var code = made(eleni, OnboardingCodes.AT_ONCE);
        var other = web.browser();
        other.signIn("once");

        assertThat(eleni.browser().open(PATH, "code", code).location()).isEqualTo("/set-up/method");

        assertThat(other.get("/set-up/method").location()).isEqualTo("/second-factor");
        assertThat(other.open(PATH, "code", code).status()).isEqualTo(422);
        assertThat(eleni.browser().get("/set-up/method").status()).isEqualTo(200);
    }

    @Test
    void theWayClosesAfterHalfAnHourAndTheOldMethodsStillWork() {
        var eleni = web.halfway("slow", Account.Role.PERSON);
        eleni.browser().open(PATH, "code", made(eleni, Duration.ofDays(3)));
        for (int i = 0; i < 2; i++) {
            web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(15)));
            eleni.browser().get("/nothing");
        }

        assertThat(eleni.browser().get("/set-up/method").location()).isEqualTo("/second-factor");
        web.prove(eleni);
        assertThat(eleni.browser().get("/account").status()).isEqualTo(200);
    }

    @Test
    void everyBrowserOfBeforeIsSignedOut() {
        var eleni = web.inside("robbed", Account.Role.PERSON);
        var fresh = web.browser();
        fresh.signIn("robbed");
        fresh.open(PATH, "code", made(eleni, OnboardingCodes.AT_ONCE));
        fresh.open("/set-up/method");
        var key = ManualKey.on(fresh.get("/set-up/authenticator-app").page());
        assertThat(eleni.browser().get("/account").status()).isEqualTo(200);

        fresh.post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));

        assertThat(eleni.browser().get("/account").location()).isEqualTo("/sign-in");
        assertThat(fresh.get("/account").status()).isEqualTo(200);
        assertThat(fresh.get("/app-passwords/new").status()).isEqualTo(200);
    }

    @Test
    void theNumberOfALostTelephoneMayBeRegisteredAgain() {
        var eleni = web.halfway("new-card", Account.Role.PERSON);

        for (int i = 0; i < 2; i++) {
            var browser = web.browser();
            browser.signIn("new-card");
            browser.open(PATH, "code", made(eleni, OnboardingCodes.AT_ONCE));
            assertThat(browser.open("/set-up/phone", "country", "GR", "number", "690 123 4567", "form", "text")
                            .location())
                    .isEqualTo("/set-up/phone");
            browser.get("/set-up/phone");
            assertThat(browser.post("/set-up/phone/code", "code", web.organisation.telephones.telephone.code())
                            .location())
                    .isEqualTo("/account/methods?done=replaced");
            assertThat(browser.get("/account").status()).isEqualTo(200);
        }
        assertThat(methods(eleni)).hasSize(1);
    }

    @Test
    void theWayBelongsToTheBrowserInWhichTheCodeWasTyped() {
        var thief = web.inside("phone-and-password", Account.Role.PERSON);
        var owner = web.browser();
        owner.signIn("phone-and-password");
        owner.open(PATH, "code", made(thief, OnboardingCodes.AT_ONCE));

        assertThat(thief.browser().get("/set-up/method").location()).isEqualTo("/account/methods");
        thief.browser().get("/account/methods");
        assertThat(thief.browser().post("/set-up/method").location()).isEqualTo("/account/methods");
        assertThat(owner.get("/set-up/method").status()).isEqualTo(200);
    }

    @Test
    void whoeverHasAlreadyProvedASecondFactorIsNotOfferedIt() {
        var eleni = web.inside("has-all", Account.Role.PERSON);

        assertThat(eleni.browser().get("/second-factor/authenticator-app").page())
                .doesNotContain(PATH);
        assertThat(eleni.browser().get(PATH).location()).isEqualTo("/account");
        assertThat(eleni.browser()
                        .post(PATH, "code", made(eleni, OnboardingCodes.AT_ONCE))
                        .location())
                .isEqualTo("/account");
        assertThat(web.organisation.enrollments.current(eleni.id())).isEmpty();
    }

    @Test
    void aCodeIsTooOldWhenItsTimeIsOver() {
        var eleni = web.halfway("late", Account.Role.PERSON);
        var code = made(eleni, OnboardingCodes.AT_ONCE);
        web.organisation.clock.set(web.organisation.clock.instant().plus(OnboardingCodes.AT_ONCE));

        assertThat(eleni.browser().open(PATH, "code", code).status()).isEqualTo(422);
    }

    @Test
    void T27_theCodeOfAnotherAccountOpensNothing() {
        var anna = web.halfway("anna", Account.Role.PERSON);
        var nora = web.halfway("nora", Account.Role.PERSON);

        assertThat(nora.browser()
                        .open(PATH, "code", made(anna, OnboardingCodes.AT_ONCE))
                        .status())
                .isEqualTo(422);
        assertThat(nora.browser().get("/account").location()).isEqualTo("/second-factor");
    }

    @Test
    void T28_anAdminMakesNoCodeForThemselvesAndNoneForLongerThanThreeDays() {
        var admin = web.inside("alone", Account.Role.ADMIN);
        var eleni = web.halfway("other", Account.Role.PERSON);
        admin.browser().get("/account");

        assertThat(admin.browser()
                        .post("/admin/people/" + admin.id() + "/onboarding-code")
                        .location())
                .endsWith("no-code-for-yourself");
        for (var hours : List.of("73", "-1", "a", "999999999999")) {
            assertThat(admin.browser()
                            .post("/admin/people/" + eleni.id() + "/onboarding-code", "hours", hours)
                            .status())
                    .isEqualTo(404);
        }
    }

    private static List<MethodId> methods(Guest guest) {
        return web.organisation.methods.of(guest.id()).stream().map(Method::id).toList();
    }

    private static String made(Guest guest, Duration goodFor) {
        return web.organisation
                .onboardingCodes
                .make(guest.id(), goodFor, new Actor.Operator())
                .reveal();
    }

    private static String handedOver(Guest admin, Guest person, String hours) {
        var page = "/admin/people/" + person.id();
        assertThat(admin.browser().get(page).page()).contains("name=\"hours\"").doesNotContain("??");
        var shown =
                admin.browser().post(page + "/onboarding-code", "hours", hours).page();
        assertThat(shown).doesNotContain("??");
        return GROUP.matcher(shown).results().map(found -> found.group(1)).reduce("", String::concat);
    }

    private static List<Notice.Kind> told() {
        return Mailbag.emptied(web.organisation.store, web.organisation.clock.instant()).stream()
                .map(Notice::kind)
                .toList();
    }
}
