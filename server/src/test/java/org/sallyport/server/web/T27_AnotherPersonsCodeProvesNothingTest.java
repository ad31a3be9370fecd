package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.recovery.Sheet;

class T27_AnotherPersonsCodeProvesNothingTest {
    private static final String NEW = "pines grow slowly there";

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
    void theSecondFactorOfAnotherAccountDoesNotSignIn() {
        var attacker = web.halfway("attacker", Account.Role.PERSON);
        var victim = web.halfway("victim", Account.Role.PERSON);
        web.nextCode();

        var answer = victim.browser()
                .open("/second-factor/authenticator-app", "code", web.organisation.codeFor(attacker.key()));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(victim.browser().get("/account").location()).isEqualTo("/second-factor");
    }

    @Test
    void whoeverNamesAnotherAccountInTheFormIsStillThemselves() {
        var attacker = web.halfway("attacker2", Account.Role.PERSON);
        var victim = web.halfway("victim2", Account.Role.PERSON);
        web.nextCode();

        attacker.browser()
                .open(
                        "/second-factor/authenticator-app?account=" + victim.id(),
                        "code",
                        web.organisation.codeFor(attacker.key()),
                        "account",
                        victim.id().toString(),
                        "name",
                        "victim2");

        assertThat(attacker.browser().get("/account").page())
                .contains("attacker2")
                .doesNotContain("victim2");
        assertThat(victim.browser().get("/account").location()).isEqualTo("/second-factor");
    }

    @Test
    void theContactCodeOfAnotherAccountVerifiesNothing() {
        var attacker = atVerify("attacker3");
        var attackersCode = web.contactCode(attacker.browser());
        var victim = atVerify("victim3");
        victim.browser().post("/set-up/verify/code");

        var answer = victim.browser().open("/set-up/verify", "code", attackersCode);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(stepOf(web, victim)).isEqualTo(Step.VERIFY_CONTACT);
    }

    @Test
    void theOnboardingCodeOfAnotherAccountOpensNothing() {
        var standard = Limits.standard();
        var limits = new Limits(
                24, 40, standard.grace(), Limits.MissingContact.ONBOARDING_CODE, standard.accountPasswordInApps());
        try (var other = RunningWeb.withLimits(limits)) {
            var o = other.organisation;
            var attacker = o.add("attacker4", Account.Role.PERSON, java.util.Optional.empty());
            var account = o.add("victim4", Account.Role.PERSON, java.util.Optional.empty());
            o.requireMfa(account);
            var browser = other.browser();
            browser.signIn("victim4");
            var victim = new Guest(account, new byte[0], browser);
            toContact(other, victim);
            var code = o.onboardingCodes
                    .make(attacker.id(), OnboardingCodes.AT_ONCE, new Actor.Operator())
                    .reveal();

            var answer = browser.open("/set-up/onboarding-code", "code", code);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(stepOf(other, victim)).isEqualTo(Step.ENTER_ONBOARDING_CODE);
        }
    }

    /// Every kind of code, of somebody else and in the wrong place, at every page that takes one.
    @Test
    void noCodeOfAnotherAccountOrOfAnotherKindProvesAnythingAnywhere() {
        var attacker = holdingEverything("attacker5");
        var victim = holdingEverything("victim5");
        var pages = List.of("authenticator-app", "recovery-code", "onboarding-code");

        for (var page : pages) {
            for (var code : pages) {
                assertProvesNothing(victim, "/second-factor/" + page, "code", attacker.code(code));
                if (!page.equals(code)) {
                    assertProvesNothing(victim, "/second-factor/" + page, "code", victim.code(code));
                }
            }
        }
        for (var code : attacker.codes().values()) {
            var fields = List.of("name", "victim5", "code", code, "password", NEW, "again", NEW);
            assertProvesNothing(victim, "/forgot-password", fields.toArray(String[]::new));
        }

        assertThat(web.organisation.recoveryCodes.left(victim.id())).isEqualTo(10);
        assertThat(web.organisation.recoveryCodes.left(attacker.id())).isEqualTo(10);
        assertThat(web.browser().signIn("victim5").location()).isEqualTo("/second-factor");
        assertThat(attacker.guest()
                        .browser()
                        .open("/second-factor/onboarding-code", "code", attacker.code("onboarding-code"))
                        .location())
                .isEqualTo("/set-up/method");
    }

    /// @param codes by the page that takes them
    private record Holder(Guest guest, Map<String, String> codes) {
        AccountId id() {
            return guest.id();
        }

        String code(String page) {
            return Objects.requireNonNull(codes.get(page));
        }
    }

    private static Holder holdingEverything(String name) {
        var o = web.organisation;
        var guest = web.halfway(name, Account.Role.PERSON);
        web.nextCode();
        var sheet = (Sheet.Made) o.recoveryCodes.make(guest.id(), o.clock.instant(), _ -> true);
        var onboarding = o.onboardingCodes.make(guest.id(), Duration.ofHours(1), new Actor.Operator());
        var codes = Map.of(
                "authenticator-app", o.codeFor(guest.key()),
                "recovery-code", sheet.codes().getFirst().reveal(),
                "onboarding-code", onboarding.reveal());
        return new Holder(guest, codes);
    }

    private static void assertProvesNothing(Holder victim, String path, String... fields) {
        assertThat(victim.guest().browser().open(path, fields).status())
                .as("%s %s", path, List.of(fields))
                .isIn(422, 429);
        assertThat(victim.guest().browser().get("/account").location()).isEqualTo("/second-factor");
    }

    private static Guest atVerify(String name) {
        var guest = web.toBeSetUp(name);
        toContact(web, guest);
        return guest;
    }

    private static void toContact(RunningWeb web, Guest guest) {
        guest.browser().open("/set-up");
        guest.browser().open("/set-up/method");
        var key = ManualKey.on(guest.browser().get("/set-up/authenticator-app").page());
        guest.browser().post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));
    }

    private static Step stepOf(RunningWeb web, Guest guest) {
        return web.organisation
                .enrollments
                .current(guest.id())
                .map(Enrollment::step)
                .orElseThrow();
    }
}
