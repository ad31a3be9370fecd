package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.acceptance.harness.Demo;

/// What other sites, planted cookies and crafted addresses can do to a person at a browser: nothing.
@ExtendWith(InChromium.class)
class BrowserThreatsTest {
    private static final Words WORDS = Words.ENGLISH;
    private static Demo demo;
    private static String cookies;
    private static String letters;

    @BeforeAll
    static void eleniSetsItUp(Chromium chromium) {
        demo = Demo.start();
        try (var windows = new Windows(chromium)) {
            var window = windows.open(demo, WORDS);
            letters = Walk.whole(window, demo.person("eleni")).letters();
            cookies = window.cookies();
        }
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    private static Window eleniIn(Windows windows) {
        return windows.openWith(cookies, demo, WORDS).go("/account");
    }

    private static Cookie session(Window window) {
        return window.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("sallyport-session"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void T07_noScriptReadsTheSessionAndNoOtherSiteGetsItWithAForm(Windows windows) {
        var window = eleniIn(windows);

        var session = session(window);

        assertThat(session.httpOnly).isTrue();
        assertThat(session.sameSite).isEqualTo(com.microsoft.playwright.options.SameSiteAttribute.LAX);
        assertThat((String) window.page().evaluate("() => document.cookie")).doesNotContain("session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app-passwords/revoke-all", "/sign-out", "/language", "/app-passwords/new", "/set-up"})
    void T08_aFormOfAnotherSiteChangesNothing(String path, Windows windows) {
        var window = eleniIn(windows);
        try (var stranger = new StrangersSite()) {
            window.page().navigate(stranger.show("/trap", """
                    <!DOCTYPE html><title>You have won</title>
                    <form method=post action="%s%s" id=trap>
                      <input name=label value=Trap><input name=protocols value=imap><input name=language value=el>
                      <button>Go</button>
                    </form>""".formatted(demo.url(), path)));

            var answer = window.page()
                    .waitForResponse(
                            demo.url() + path,
                            () -> window.page().locator("button").click());

            assertThat(answer.status()).isEqualTo(403);
            window.isTitled("This form is no longer valid");
            window.go("/account").isTitled("Hello Eleni Papadaki");
            assertThat(demo.verifyPort().imap("eleni@olive.example", letters)).isEqualTo(200);
            window.saysNothingOf("Trap");
        }
    }

    @Test
    void T08_whatChangesSomethingIsNotDoneByGet(Windows windows) {
        var window = eleniIn(windows);
        var revoke = window.page().locator("ul.cards > li .actions a").last().getAttribute("href");

        for (var path : List.of("/sign-out", "/language?language=el", "/app-passwords/revoke-all", revoke)) {
            window.open(path);
        }

        window.go("/account").isTitled("Hello Eleni Papadaki");
        assertThat(demo.verifyPort().imap("eleni@olive.example", letters)).isEqualTo(200);
    }

    @Test
    void T40_aCookiePlantedBeforeSigningInIsWorthNothingAfterwards(Windows windows) {
        var planted = "A".repeat(43);
        var window = windows.open(demo, WORDS);
        window.page().context().addCookies(List.of(new Cookie("sallyport-session", planted).setUrl(demo.url())));

        new Walk(window).signIn(demo.person("nikos"));

        assertThat(session(window).value).isNotEqualTo(planted);
        var attacker = windows.open(demo, WORDS);
        attacker.page().context().addCookies(List.of(new Cookie("sallyport-session", planted).setUrl(demo.url())));
        attacker.go("/account").isTitled(WORDS.signIn().title());
    }

    @Test
    void T40_theSessionChangesWithTheSecondFactorAndTheOldOneIsDead(Windows windows) {
        try (var fresh = Demo.start()) {
            var window = windows.open(fresh, WORDS);
            var walk = new Walk(window);
            walk.signIn(fresh.person("eleni"));
            var before = windows.openWith(window.cookies(), fresh, WORDS);
            var value = session(window).value;
            walk.setItUpNow();
            walk.registerApp();
            walk.verifyContact();
            walk.next();

            assertThat(session(window).value).isNotEqualTo(value);
            before.go("/account").isTitled(WORDS.signIn().title());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/account", "/app-passwords/new", "/app-passwords/revoke-all"})
    void T41_noPageLoadsInsideAFrame(String path, Windows windows) {
        var window = eleniIn(windows);
        try (var stranger = new StrangersSite()) {
            window.page().navigate(stranger.show("/frame", """
                    <!DOCTYPE html><title>Click here</title><iframe src="%s%s" width=800 height=600></iframe>""".formatted(demo.url(), path)));

            assertThat(window.page().frames().stream()
                            .filter(frame -> !frame.equals(window.page().mainFrame()))
                            .map(Frame::content))
                    .hasSize(1)
                    .noneMatch(content -> content.contains("Sallyport"));
        }
        window.forgetComplaintsOf("frame-ancestors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "///evil.example",
                "%5c%5cevil.example",
                "https://evil.example",
                "https:evil.example",
                "%2f%2fevil.example",
                "/%2fevil.example",
                "/%5cevil.example",
                "javascript:alert(1)",
                "data:text/html,evil",
                "/account//evil.example",
                "/account/../..//evil.example",
                "/account%0d%0aLocation:%20https://evil.example",
                "/account@evil.example",
                "@evil.example",
                ".evil.example",
                "/admin?x=https://evil.example",
                "/account#//evil.example",
                "\thttps://evil.example"
            })
    void T42_whoeverSignsInStaysHere(String next, Windows windows) {
        var window = windows.open(demo, WORDS);
        window.page().navigate(demo.url() + "/sign-in?next=" + next);

        new Walk(window).signIn(demo.person("nikos"));

        assertThat(window.page().url()).isEqualTo(demo.url() + "/account");
    }

    @Test
    void T42_mailNamesTheConfiguredHostWhateverTheBrowserAskedFor(Windows windows) {
        try (var fresh = Demo.start()) {
            var window = windows.open(fresh, WORDS);
            var outbox = fresh.outbox();
            // Every name below "localhost" is this machine to a browser.
            window.comesBy("evil.localhost");
            window.page()
                    .context()
                    .setExtraHTTPHeaders(java.util.Map.of(
                            "X-Forwarded-Host",
                            "evil.example",
                            "Forwarded",
                            "host=evil.example",
                            "X-Original-Host",
                            "evil.example"));
            window.go("/sign-in");
            Walk.whole(window, fresh.person("eleni"));

            assertThat(window.page().url()).startsWith("http://evil.localhost:");
            assertThat(outbox.next("method-registered")).contains(fresh.url()).doesNotContain("evil");
        }
    }
}
