package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.policy.MfaState;

/// From "Set it up now" to the account page and the admin pages, in each language.
class JourneyTest {
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
    void everyPageOfTheWizardSpeaksTheLanguageOfTheAccount(String language) {
        var name = "walker-" + language;
        var account =
                speaking(language, web.organisation.add(name, Account.Role.PERSON, Optional.of("w@pine.example")));
        web.organisation.requireMfa(account);
        var browser = web.browser().with("Accept-Language", language);
        var pages = new ArrayList<String>(List.of(browser.get("/sign-in").page()));
        browser.signIn(name);
        pages.add(browser.get("/set-up").page());
        browser.post("/set-up");
        pages.add(browser.get("/set-up/method").page());
        browser.post("/set-up/method");
        var app = browser.get("/set-up/authenticator-app").page();
        pages.add(app);
        pages.add(browser.post("/set-up/authenticator-app", "code", "000000").page());
        browser.post("/set-up/authenticator-app", "code", web.organisation.codeFor(ManualKey.on(app)));
        pages.add(browser.get("/set-up/verify").page());
        var code = web.contactCode(browser);
        pages.add(browser.get("/set-up/verify").page());
        pages.add(browser.post("/set-up/verify", "code", "000000").page());
        browser.post("/set-up/verify", "code", code);
        pages.add(browser.get("/set-up/next").page());
        pages.add(browser.post("/set-up/next").page());
        pages.add(browser.post("/set-up/next").page());
        pages.add(browser.get("/account").page());

        assertSpeak(pages, language);
        assertThat(web.organisation.mfa.standing(account).state()).isEqualTo(MfaState.ENFORCED);
        assertThat(web.organisation.appPasswords.of(account.id()))
                .singleElement()
                .satisfies(made -> assertThat(made.scope().protocols())
                        .containsExactlyInAnyOrder(Protocol.IMAP, Protocol.POP3, Protocol.SMTP, Protocol.SIEVE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void everyPageInsideSpeaksTheLanguageOfTheAccount(String language) {
        var admin = web.inside("admin-" + language, Account.Role.ADMIN);
        speaking(language, admin.account());
        var person = web.toBeSetUp("person-" + language);
        var browser = admin.browser();
        var pages = new ArrayList<String>();
        pages.add(browser.get("/second-factor/authenticator-app").page());
        var form = browser.get("/app-passwords/new").page();
        pages.add(form);
        pages.add(browser.post("/app-passwords/new", "mark", browser.mark()).page());
        pages.add(browser.post(
                        "/app-passwords/new",
                        "mark",
                        browser.mark(),
                        "label",
                        "iPad",
                        "protocols",
                        "dav",
                        "until",
                        "2027-01-31",
                        "networks",
                        "192.0.2.0/24 2001:db8::/32")
                .page());
        var made = web.organisation.appPasswords.of(admin.id()).getLast();
        for (var path : List.of(
                "/account",
                "/app-passwords/" + made.id() + "/rename",
                "/app-passwords/" + made.id() + "/revoke",
                "/app-passwords/revoke-all",
                "/admin",
                "/admin?q=nobody-at-all",
                "/admin/people/" + person.id(),
                "/admin/people/" + person.id() + "/disable",
                "/admin/people/" + person.id() + "/revoke-all",
                "/admin/requirements",
                "/admin/requirements/preview?choice=require",
                "/admin/requirements/preview?choice=exempt&group=staff",
                "/admin/requirements/preview?choice=leave",
                "/nothing")) {
            pages.add(browser.get(path).page());
        }
        pages.add(browser.post("/admin/people/" + person.id() + "/onboarding-code")
                .page());
        pages.add(
                browser.get("/admin/people/" + person.id() + "/onboarding-code").page());

        assertSpeak(pages, language);
    }

    @Test
    void anAppPasswordMayEndToday() {
        var guest = web.inside("day-guest", Account.Role.PERSON);
        var form = guest.browser().get("/app-passwords/new").page();
        var earliest = Pattern.compile("min=\"([0-9-]+)\"").matcher(form);

        assertThat(earliest.find()).isTrue();
        var answer = guest.browser()
                .post(
                        "/app-passwords/new",
                        "mark",
                        guest.browser().mark(),
                        "label",
                        "Fair",
                        "protocols",
                        "imap",
                        "until",
                        earliest.group(1));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(web.organisation.appPasswords.of(guest.id()))
                .singleElement()
                .satisfies(made -> assertThat(made.lifetime().expires())
                        .hasValueSatisfying(end -> assertThat(Duration.between(web.organisation.clock.instant(), end))
                                .isLessThanOrEqualTo(Duration.ofDays(1))));
    }

    @Test
    void anAppPasswordIsRenamedAndRevoked() {
        var guest = web.inside("owner", Account.Role.PERSON);
        var made = web.organisation
                .issue(guest.account(), org.sallyport.core.apppassword.Scope.mail())
                .made();
        var path = "/app-passwords/" + made.id();

        assertThat(guest.browser().open(path + "/rename", "label", " ").status())
                .isEqualTo(422);
        assertThat(guest.browser().open(path + "/rename", "label", "Boat").location())
                .isEqualTo("/account?done=renamed");
        assertThat(guest.browser().get("/account").page()).contains("Boat");
        assertThat(guest.browser().open(path + "/revoke").location()).isEqualTo("/account?done=revoked");
        assertThat(guest.browser().open(path + "/revoke").status()).isEqualTo(404);
        assertThat(web.organisation.appPasswords.of(guest.id())).isEmpty();
    }

    @Test
    void whatIsTypedInGreekStaysGreek() {
        var guest = web.inside("greek", Account.Role.PERSON);
        guest.browser().get("/app-passwords/new");

        var made = guest.browser()
                .post(
                        "/app-passwords/new",
                        "label",
                        "iPad κουζίνας",
                        "protocols",
                        "imap",
                        "mark",
                        guest.browser().mark());

        assertThat(made.page()).contains("iPad κουζίνας");
        assertThat(web.organisation
                        .appPasswords
                        .of(guest.id())
                        .getLast()
                        .label()
                        .value())
                .isEqualTo("iPad κουζίνας");
    }

    @Test
    void sleepingAppPasswordsAreShownAndCanBeDeleted() {
        var guest = web.inside("sleeper", Account.Role.PERSON);
        var made = web.organisation
                .issue(guest.account(), org.sallyport.core.apppassword.Scope.mail())
                .made();
        web.organisation.mfa.decide(
                new org.sallyport.core.policy.Subject.Person(guest.id()),
                MfaState.Required.NO,
                new org.sallyport.core.audit.Actor.Operator());

        assertThat(guest.browser().get("/account").page()).contains("Asleep").contains("Delete");
        assertThat(guest.browser()
                        .open("/app-passwords/" + made.id() + "/revoke")
                        .location())
                .isEqualTo("/account?done=revoked");
    }

    @Test
    void anAdminRequiresAndReleases() {
        var admin = web.inside("decider", Account.Role.ADMIN);
        var person = web.organisation.add("decided", Account.Role.PERSON, Optional.empty());
        var path = "/admin/people/" + person.id();

        admin.browser().get(path);
        admin.browser().post(path + "/requirement", "choice", "require", "was", "leave", "why", "New here");
        assertThat(web.organisation.mfa.standing(person).state()).isEqualTo(MfaState.ENABLED);
        admin.browser().post(path + "/requirement", "choice", "leave", "was", "require", "why", "Not yet");
        assertThat(web.organisation.mfa.standing(person).state()).isEqualTo(MfaState.DISABLED);
        assertThat(admin.browser()
                        .post("/admin/people/" + admin.id() + "/disable")
                        .location())
                .endsWith("not-yourself");
        assertThat(admin.browser().get("/account").status()).isEqualTo(200);
    }

    @Test
    void aDecisionAboutNobodySaysSo() {
        var admin = web.inside("foreseer", Account.Role.ADMIN);

        assertThat(admin.browser()
                        .get("/admin/requirements/preview?choice=require&group=nobody-is-in-it")
                        .page())
                .contains("At present this decides for nobody.")
                .doesNotContain("required to have a second factor", "closer");
    }

    @Test
    void theFirstAdminsLinkWorksOnce() {
        try (var fresh = RunningWeb.start()) {
            var link = "/first-admin?token="
                    + fresh.firstAdmin.open().orElseThrow().reveal();
            var token = link.substring(link.indexOf('=') + 1);
            var browser = fresh.browser();
            assertThat(browser.get("/first-admin?token=guess").status()).isEqualTo(410);
            browser.get(link);
            assertThat(browser.post("/first-admin", "token", token).status()).isEqualTo(422);
            assertThat(create(browser, token, "short").page()).contains("at least 15 characters");
            assertThat(create(browser, token, "a quiet grove of pines").status())
                    .isEqualTo(200);

            assertThat(create(browser, token, "a quiet grove of pines").status())
                    .isEqualTo(410);
            browser.get("/sign-in");
            assertThat(browser.post("/sign-in", "name", "maria", "password", "a quiet grove of pines")
                            .location())
                    .isEqualTo("/account");
        }
    }

    private static Browser.Answer create(Browser browser, String token, String password) {
        return browser.post(
                "/first-admin",
                "token",
                token,
                "name",
                "maria",
                "displayName",
                "Maria Olive",
                "mail",
                "maria@pine.example",
                "password",
                password,
                "again",
                password);
    }

    private static Account speaking(String language, Account account) {
        var profile = new Profile(account.profile().displayName(), Locale.of(language), Set.of(new GroupName("staff")));
        web.organisation.store.transact(books -> Accounts.in(books)
                .replace(Accounts.in(books).find(account.id()).orElseThrow().withProfile(profile)));
        return account;
    }

    private static void assertSpeak(List<String> pages, String language) {
        assertThat(pages)
                .allSatisfy(page -> assertThat(page)
                        .startsWith("<!DOCTYPE html>")
                        .contains("<html lang=\"" + language + "\"")
                        .contains("</html>")
                        .doesNotContain("??")
                        .doesNotContain(language.equals("el") ? ">Sign out<" : ">Αποσύνδεση<"));
    }
}
