package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Profile;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.Methods;

/// The methods one has, from the account page to the next sign-in.
class OwnMethodsTest {
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
    void oneMoreAppIsAddedNamedPreferredAndTheOldOneRemoved(String language) {
        var guest = web.inside("owner-" + language, Account.Role.PERSON);
        web.organisation.store.transact(books -> Accounts.in(books)
                .replace(guest.account().withProfile(new Profile("Eleni", Locale.of(language), java.util.Set.of()))));
        var browser = guest.browser();
        var old = methods(guest).getFirst();

        assertThat(browser.get("/account").page()).contains("href=\"/account/methods\"");
        assertThat(browser.open("/account/methods/new").location()).isEqualTo("/set-up/method");
        assertThat(browser.get("/set-up/method").page())
                .contains("lang=\"" + language + "\"", "href=\"/account/methods\"")
                .doesNotContain("class=\"steps\"", "??");
        browser.post("/set-up/method");
        var shown = browser.get("/set-up/authenticator-app").page();
        byte[] key = ManualKey.on(shown);
        var proved = browser.post("/set-up/authenticator-app", "code", web.organisation.codeFor(key));
        assertThat(proved.location()).isEqualTo("/account/methods?done=added");
        assertThat(browser.get(proved.location()).page())
                .contains("action=\"/account/methods/sign-out-everywhere\"")
                .doesNotContain("??");

        var added = methods(guest).getLast();
        var path = "/account/methods/" + added.id();
        assertThat(browser.get(path + "/rename").page()).doesNotContain("??");
        assertThat(browser.post(path + "/rename", "label", " ").status()).isEqualTo(422);
        assertThat(browser.post(path + "/rename", "label", "New <phone>").location())
                .isEqualTo("/account/methods?done=renamed");
        assertThat(browser.post(path + "/default").location()).isEqualTo("/account/methods?done=default");
        assertThat(browser.get("/account/methods?done=default").page())
                .contains("New &lt;phone&gt;")
                .doesNotContain("??");

        var remove = "/account/methods/" + old.id() + "/remove";
        assertThat(browser.get(remove).page())
                .contains("action=\"" + remove + "\"")
                .doesNotContain("??");
        assertThat(browser.post(remove).location()).isEqualTo("/account/methods?done=removed");
        assertThat(methods(guest)).extracting(Method::id).containsExactly(added.id());
        assertThat(browser.get(path + "/remove").location()).isEqualTo("/account/methods?done=the-last-one");
        assertThat(browser.post(path + "/remove").location()).isEqualTo("/account/methods?done=the-last-one");
        assertThat(methods(guest)).hasSize(1);
    }

    @Test
    void T07_aStolenCookieChangesNoMethod() {
        var guest = web.inside("stolen", Account.Role.PERSON);
        web.organisation.registerApp(guest.account());
        guest.browser().open("/account/methods/new");
        web.organisation.clock.set(web.organisation.clock.instant().plus(Duration.ofMinutes(5)));
        var thief = guest.browser().thief();
        var remove = "/account/methods/" + methods(guest).getFirst().id() + "/remove";
        thief.get("/account/methods");

        assertThat(thief.get("/account/methods/new").location()).isEqualTo("/second-factor?next=/account/methods/new");
        assertThat(thief.post("/account/methods/new").location()).isEqualTo("/second-factor?next=/account/methods/new");
        assertThat(thief.post("/set-up/method").location()).isEqualTo("/second-factor?next=/account/methods/new");
        assertThat(thief.get("/set-up/authenticator-app").location())
                .isEqualTo("/second-factor?next=/account/methods/new");
        assertThat(thief.get(remove).location()).isEqualTo("/second-factor?next=" + remove);
        assertThat(thief.post(remove).location()).isEqualTo("/second-factor?next=" + remove);
        var second = "/account/methods/" + methods(guest).getLast().id();
        var rename = second + "/rename";
        assertThat(thief.get(rename).location()).isEqualTo("/second-factor?next=" + rename);
        assertThat(thief.post(rename, "label", "Call +30 210 555").location())
                .isEqualTo("/second-factor?next=" + rename);
        assertThat(thief.post(second + "/default").location()).isEqualTo("/second-factor?next=/account/methods");
        assertThat(methods(guest)).hasSize(2).extracting(Method::label).containsOnly("");
        assertThat(methods(guest).getLast().id()).hasToString(second.substring(second.lastIndexOf('/') + 1));
    }

    @Test
    void whoeverProvedAnewComesBackToWhatTheyWanted() {
        var guest = web.inside("back", Account.Role.PERSON);
        web.organisation.registerApp(guest.account());
        var remove = "/account/methods/" + methods(guest).getFirst().id() + "/remove";
        web.nextCode();

        var asked = guest.browser().get("/second-factor?next=" + remove);
        assertThat(asked.location()).isEqualTo("/second-factor/authenticator-app?next=" + remove);
        guest.browser().get(asked.location());
        assertThat(guest.browser()
                        .post(
                                "/second-factor/authenticator-app",
                                "code",
                                web.organisation.codeFor(guest.key()),
                                "next",
                                remove)
                        .location())
                .isEqualTo(remove);
    }

    @Test
    void T29_everyEndpointWithAnIdAnswersNotFoundForSomebodyElses() {
        var anna = web.inside("anna", Account.Role.PERSON);
        var stranger = web.inside("stranger", Account.Role.PERSON);
        var hers = methods(anna).getFirst();
        stranger.browser().get("/account");
        long before = web.auditEntries();

        for (var endpoint : Endpoint.all(web)) {
            if (endpoint.namesSomething() && endpoint.path().startsWith("/account/methods/")) {
                var path = endpoint.with(hers.id().value()).path();
                var answer = endpoint.changes()
                        ? stranger.browser().post(path, "label", "Mine now")
                        : stranger.browser().get(path);
                assertThat(answer.status()).as(endpoint.toString()).isEqualTo(404);
            }
        }

        assertThat(web.auditEntries()).isEqualTo(before);
        assertThat(methods(anna)).extracting(Method::label).containsExactly("");
    }

    @Test
    void theWayThatIsPreferredIsAskedForFirst() {
        var guest = web.inside("prefers", Account.Role.PERSON);
        web.organisation.store.transact(books -> {
            Methods.in(books).add(Fixtures.passkey(guest.id(), 7));
            return true;
        });

        assertThat(guest.browser().get("/second-factor").location()).isEqualTo("/second-factor/authenticator-app");
        assertThat(guest.browser().get("/second-factor?next=//evil.example").location())
                .isEqualTo("/second-factor/authenticator-app");
    }

    @Test
    void T07_aStolenCookieSignsNobodyOutEverywhere() {
        var guest = web.inside("stays", Account.Role.PERSON);
        guest.browser().get("/account/methods");
        web.organisation.clock.forward(Duration.ofMinutes(5));
        var thief = guest.browser().thief();
        thief.get("/account/methods");

        assertThat(thief.post("/account/methods/sign-out-everywhere").location())
                .isEqualTo("/second-factor?next=/account/methods");
        assertThat(guest.browser().get("/account").status()).isEqualTo(200);
        assertThat(thief.get("/account").status()).isEqualTo(200);
    }

    @Test
    void signingOutEverywhereEndsEverySession() {
        var guest = web.inside("everywhere", Account.Role.PERSON);
        var other = guest.browser().thief();
        var third = web.browser();
        third.signIn("everywhere");
        guest.browser().get("/account/methods");

        assertThat(guest.browser().post("/account/methods/sign-out-everywhere").location())
                .isEqualTo("/sign-in?left=1");
        for (var browser : List.of(guest.browser(), other, third)) {
            assertThat(browser.get("/account").location()).isEqualTo("/sign-in");
        }
    }

    private static List<Method> methods(Guest guest) {
        return web.organisation.methods.of(guest.id());
    }
}
