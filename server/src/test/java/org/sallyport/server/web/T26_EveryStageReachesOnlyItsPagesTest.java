package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Tying;
import org.sallyport.server.web.security.Gate;

/// Every endpoint in every stage: whatever is not listed here answers with the way to the next step, "not for you" or
/// "nothing there", and changes nothing.
class T26_EveryStageReachesOnlyItsPagesTest {
    private static final Duration GRACE = Duration.ofDays(5);
    private static final Set<String> OPEN = Set.of(
            "GET /first-admin",
            "POST /first-admin",
            "GET /forgot-password",
            "POST /forgot-password",
            "POST /forgot-password/code",
            "GET /card",
            "POST /card",
            "POST /language");
    private static final Set<String> SIGNED = together(OPEN, Set.of("POST /sign-out"));
    private static final Set<String> SET_UP_METHOD = Set.of(
            "GET /set-up/method",
            "POST /set-up/method",
            "GET /set-up/authenticator-app",
            "POST /set-up/authenticator-app",
            "GET /set-up/passkey",
            "POST /set-up/passkey",
            "GET /set-up/phone",
            "POST /set-up/phone",
            "GET /set-up/phone/again",
            "POST /set-up/phone/again",
            "GET /set-up/phone/code",
            "POST /set-up/phone/code",
            "GET /set-up/mailbox",
            "POST /set-up/mailbox",
            "GET /set-up/mailbox/again",
            "POST /set-up/mailbox/again",
            "GET /set-up/mailbox/code",
            "POST /set-up/mailbox/code");
    private static final Set<String> SET_UP = together(
            SET_UP_METHOD,
            Set.of(
                    "GET /set-up",
                    "POST /set-up",
                    "GET /set-up/contact",
                    "POST /set-up/contact",
                    "GET /set-up/no-contact",
                    "GET /set-up/onboarding-code",
                    "POST /set-up/onboarding-code",
                    "GET /set-up/verify",
                    "POST /set-up/verify",
                    "GET /set-up/verify/code",
                    "POST /set-up/verify/code"));
    private static final Set<String> ENDING = Set.of(
            "GET /app-passwords/{id}/revoke",
            "POST /app-passwords/{id}/revoke",
            "GET /app-passwords/revoke-all",
            "POST /app-passwords/revoke-all");
    /// One's own account, and what is left of a page that showed a secret.
    private static final Set<String> ACCOUNT = Set.of("GET /account", "GET /account/sign-ins", "GET /already-shown");
    private static final Set<String> UPKEEP = Set.of(
            "GET /account/password",
            "POST /account/password",
            "GET /account/activity",
            "GET /account/devices",
            "POST /account/devices/{id}/pause",
            "POST /account/devices/{id}/resume",
            "GET /account/data",
            "GET /account/not-me",
            "POST /account/not-me/tokens",
            "GET /account/close",
            "POST /account/close",
            "GET /account/browsers",
            "POST /account/browsers/sign-out-others",
            "POST /account/browsers/remembered/forget-all",
            "POST /account/browsers/remembered/{id}/forget",
            "POST /account/browsers/{id}/sign-out");
    private static final Set<String> OWN = Set.of(
            "GET /app-passwords/new",
            "POST /app-passwords/new",
            "GET /app-passwords/{id}/waiting",
            "GET /app-passwords/{id}/arrivals",
            "GET /app-passwords/{id}/rename",
            "POST /app-passwords/{id}/rename",
            "GET /account/methods",
            "GET /account/methods/new",
            "POST /account/methods/new",
            "GET /account/methods/{id}/rename",
            "POST /account/methods/{id}/rename",
            "POST /account/methods/{id}/default",
            "GET /account/methods/{id}/remove",
            "POST /account/methods/{id}/remove",
            "POST /account/methods/sign-out-everywhere",
            "GET /app-passwords/{id}/allow",
            "POST /app-passwords/{id}/allow",
            "GET /app-passwords/{id}/wake",
            "POST /app-passwords/{id}/wake",
            "GET /account/methods/recovery-codes",
            "POST /account/methods/recovery-codes",
            "GET /account/methods/recovery-codes/shown",
            "GET /set-up/next",
            "POST /set-up/next");
    private static final Set<String> SECOND_FACTOR = Set.of(
            "GET /second-factor",
            "GET /second-factor/authenticator-app",
            "POST /second-factor/authenticator-app",
            "GET /second-factor/passkey",
            "GET /second-factor/provider-factor",
            "POST /second-factor/passkey",
            "GET /second-factor/recovery-code",
            "POST /second-factor/recovery-code",
            "GET /second-factor/phone",
            "POST /second-factor/phone",
            "GET /second-factor/phone/code",
            "POST /second-factor/phone/code",
            "GET /second-factor/mailbox",
            "POST /second-factor/mailbox",
            "GET /second-factor/mailbox/code",
            "POST /second-factor/mailbox/code",
            "GET /second-factor/onboarding-code",
            "POST /second-factor/onboarding-code");

    /// What a browser that was spared the second factor may do without proving one: look, forget, end.
    private static final Set<String> SPARED = together(
            SIGNED,
            SECOND_FACTOR,
            ENDING,
            ACCOUNT,
            Set.of(
                    "GET /account/activity",
                    "GET /account/devices",
                    "POST /account/devices/{id}/pause",
                    "POST /account/devices/{id}/resume",
                    "GET /account/browsers",
                    "POST /account/browsers/remembered/forget-all",
                    "GET /account/methods",
                    "GET /account/methods/recovery-codes/shown",
                    // Whoever is through is told that it was shown already.
                    "POST /set-up/next"));

    /// Where whoever is signed in is sent: home, to prove it anew, or past a set-up that is over.
    private static final Set<String> INSIDE =
            Set.of("/account", "/second-factor", "/set-up", "/set-up/next", "/set-up/phone", "/set-up/mailbox");
    private static final GroupName VAULT = new GroupName("vault");

    private static RunningWeb web;
    private static List<Endpoint> endpoints;

    @BeforeAll
    static void start() {
        var standard = new Limits(24, 40, GRACE, Limits.MissingContact.ASK, Limits.AccountPasswordInApps.BY_MFA_STATE);
        var without = new AppPasswordTerms(Optional.empty(), Tying.OFF, Set.of(), Set.of(VAULT));
        var remembering = new Limits.Upkeep(Limits.PasswordChanged.KEEP, Duration.ofDays(30), Limits.CloseAccount.OFF);
        web = RunningWeb.withLimits(standard.with(without).with(remembering));
        endpoints = Endpoint.all(web);
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void aStrangerReachesTheSignInPage() {
        var open = together(OPEN, Set.of("GET /sign-in", "POST /sign-in", "POST /sign-in/passkey"));

        assertThat(denied(web.browser(), Set.of("/sign-in"), open)).isEmpty();
    }

    @Test
    void whoeverHasTypedThePasswordOnlyReachesTheSecondFactor() {
        var guest = web.halfway("halfway", Account.Role.ADMIN);

        assertThat(denied(guest.browser(), Stage.SECOND_FACTOR_DUE, together(SIGNED, SECOND_FACTOR)))
                .isEmpty();
    }

    @Test
    void whoeverTypedAnOnboardingCodeReachesTheWayToANewMethodOnly() {
        var guest = web.halfway("replacing", Account.Role.ADMIN);
        var code = web.organisation.onboardingCodes.make(guest.id(), OnboardingCodes.AT_ONCE, new Actor.Operator());
        guest.browser().open("/second-factor/onboarding-code", "code", code.reveal());

        assertThat(denied(guest.browser(), Stage.REPLACING, together(SIGNED, SECOND_FACTOR, SET_UP_METHOD)))
                .isEmpty();
        assertThat(guest.browser().get("/account").location()).isEqualTo("/set-up/method");
    }

    @Test
    void whoeverMustSetUpReachesTheWizardOnly() {
        var account = web.organisation.add("due", Account.Role.ADMIN, Optional.empty());
        web.organisation.requireMfa(account);
        web.organisation.clock.set(web.organisation.clock.instant().plus(GRACE).plusSeconds(1));
        var browser = web.browser();
        browser.signIn("due");

        assertThat(denied(browser, Stage.SET_UP_DUE, together(SIGNED, SET_UP))).isEmpty();
    }

    @Test
    void whoeverMayPutItOffReachesTheirAccountBesides() {
        var guest = web.toBeSetUp("open");

        assertThat(denied(guest.browser(), Stage.SET_UP_OPEN, together(SIGNED, SET_UP, ENDING, ACCOUNT, UPKEEP)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "browsers", "activity", "data", "not-me"})
    void whoeverMayPutItOffLooksAfterTheirAccountMeanwhile(String page) {
        var browser = web.toBeSetUp("open-" + page).browser();

        assertThat(browser.get("/account/" + page).status()).isEqualTo(200);
        var linked =
                Set.of("data", "not-me").contains(page) ? browser.get("/account/activity") : browser.get("/account");
        assertThat(linked.page()).contains("href=\"/account/" + page + "\"");
    }

    @Test
    void whoeverMayPutItOffChangesTheirPasswordMeanwhile() {
        var browser = web.toBeSetUp("open-changes").browser();
        browser.get("/account/password");
        var wanted = "pines grow slowly there";
        var present = Organisation.PASSWORD;

        assertThat(browser.post("/account/password", "present", present, "password", wanted, "again", wanted)
                        .location())
                .isEqualTo("/account?done=password");
        assertThat(browser.get("/account").status()).isEqualTo(200);
    }

    @Test
    void whereItIsNotRequiredOnlyTheAccountPageIsOpen() {
        var guest = web.notRequired("free", Account.Role.PERSON);

        assertThat(denied(guest.browser(), Stage.NOT_REQUIRED, together(SIGNED, ENDING, ACCOUNT, UPKEEP)))
                .isEmpty();
    }

    @Test
    void aPersonInsideReachesNoAdminPage() {
        var guest = web.inside("inside", Account.Role.PERSON);

        assertThat(denied(guest.browser(), INSIDE, together(SIGNED, SECOND_FACTOR, ENDING, ACCOUNT, UPKEEP, OWN)))
                .isEmpty();
    }

    @Test
    void anAdminWhoseSecondFactorIsOldIsAskedForItFirst() {
        var guest = web.inside("old-admin", Account.Role.ADMIN);
        for (int i = 0; i < 3; i++) {
            web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(25)));
            guest.browser().get("/account");
        }

        assertThat(guest.browser().get("/admin").location()).isEqualTo("/second-factor?next=/admin");
        assertThat(denied(guest.browser(), INSIDE, together(SIGNED, SECOND_FACTOR, ENDING, ACCOUNT, UPKEEP, OWN)))
                .isEmpty();
    }

    @Test
    void aBrowserThatWasSparedLooksAndEndsAndIsAskedForTheRest() {
        var guest = web.halfway("spared", Account.Role.ADMIN);
        web.nextCode();
        var code = web.organisation.codeFor(guest.key());
        guest.browser().open("/second-factor/authenticator-app", "code", code, "remember", "yes");
        guest.browser().open("/account");
        guest.browser().post("/sign-out");
        assertThat(guest.browser().signIn("spared").location()).isEqualTo("/account");

        assertThat(denied(guest.browser(), INSIDE, SPARED)).isEmpty();
        assertThat(guest.browser().get("/admin").location()).isEqualTo("/second-factor?next=/admin");
    }

    @Test
    void whoeverCameByAPasskeyAloneReachesWhatAnybodyInsideDoes() {
        var key = new SoftAuthenticator();
        web.inside("by-passkey", Account.Role.PERSON).register(key);
        web.nextCode();
        var browser = web.browser();
        var page = browser.get("/sign-in").page();
        var answer = key.get(PasskeysTest.raw(page), "http://localhost");
        assertThat(browser.post("/sign-in/passkey", "ticket", PasskeysTest.ticket(page), "answer", answer)
                        .location())
                .isEqualTo("/account");

        assertThat(browser.get("/app-passwords/new").status()).isEqualTo(200);
        assertThat(denied(browser, INSIDE, together(SIGNED, SECOND_FACTOR, ENDING, ACCOUNT, UPKEEP, OWN)))
                .isEmpty();
    }

    @Test
    void whoeverMayHoldNoAppPasswordsReachesOnlyWhatEndsThem() {
        var guest = web.halfway("vaulted", Account.Role.PERSON);
        web.join(guest.account(), VAULT);
        web.prove(guest);
        var others = OWN.stream()
                .filter(endpoint -> !endpoint.contains("/app-passwords/"))
                .collect(Collectors.toSet());

        assertThat(guest.browser().get("/app-passwords/new").status()).isEqualTo(403);
        assertThat(denied(guest.browser(), INSIDE, together(SIGNED, SECOND_FACTOR, ENDING, ACCOUNT, UPKEEP, others)))
                .isEmpty();
    }

    @Test
    void everyListedEndpointExists() {
        var known = endpoints.stream().map(Endpoint::toString).toList();

        assertThat(known).containsAll(together(OPEN, SIGNED, SET_UP, SECOND_FACTOR, ENDING, ACCOUNT, UPKEEP, OWN));
    }

    /// Those of the endpoints that are not `allowed` and yet did something, or led anywhere but to what is asked of
    /// this stage: a form that did something leads on, too.
    private static List<String> denied(Browser browser, Stage stage, Set<String> allowed) {
        return denied(browser, Set.of(Gate.home(stage)), allowed);
    }

    private static List<String> denied(Browser browser, Set<String> ways, Set<String> allowed) {
        var wrong = new ArrayList<String>();
        browser.get("/nothing");
        long before = web.auditEntries();
        for (var endpoint : endpoints) {
            if (!allowed.contains(endpoint.toString())) {
                var answer = endpoint.with(UUID.randomUUID()).ask(browser);
                if (!isDenied(answer, ways) || web.auditEntries() != before) {
                    wrong.add(endpoint + " answered " + answer.status() + " " + answer.location());
                }
            }
        }
        return wrong;
    }

    private static boolean isDenied(Browser.Answer answer, Set<String> ways) {
        return switch (answer.status()) {
            case 403, 404 -> true;
            case 303 -> ways.contains(answer.location().replaceFirst("[?]next=.*", ""));
            default -> false;
        };
    }

    @SafeVarargs
    private static Set<String> together(Set<String>... sets) {
        var all = new HashSet<String>();
        for (var set : sets) {
            all.addAll(set);
        }
        return all;
    }

    @Test
    void theHomeOfEveryStageIsWhereItsVisitorsAreSent() {
        var halfway = web.halfway("home-halfway", Account.Role.PERSON).browser();
        var open = web.toBeSetUp("home-open").browser();
        var free = web.notRequired("home-free", Account.Role.PERSON).browser();

        assertThat(Map.of(
                        "stranger", web.browser().get("/").location(),
                        "halfway", halfway.get("/").location(),
                        "open", open.get("/").location(),
                        "free", free.get("/").location()))
                .isEqualTo(Map.of(
                        "stranger", "/sign-in",
                        "halfway", "/second-factor",
                        "open", "/set-up",
                        "free", "/account"));
    }
}
