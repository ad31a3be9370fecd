package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class T41_EveryAnswerCarriesTheSameHeadersTest {
    private static final Map<String, String> EVERYWHERE = Map.of(
            "content-security-policy",
                    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
                            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
                            + "require-trusted-types-for 'script'; trusted-types 'none'",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "referrer-policy", "no-referrer",
            "x-content-type-options", "nosniff",
            "x-frame-options", "DENY",
            "cache-control", "no-store");

    @Test
    void pagesRedirectsAndRefusalsCarryThem() {
        try (var web = RunningWeb.start()) {
            var browser = web.browser();
            assertThat(headersOf(browser.get("/sign-in"))).containsAllEntriesOf(EVERYWHERE);
            assertThat(headersOf(browser.get("/account"))).containsAllEntriesOf(EVERYWHERE);
            assertThat(headersOf(browser.get("/nothing"))).containsAllEntriesOf(EVERYWHERE);
            assertThat(headersOf(browser.get("/assets/nothing"))).containsAllEntriesOf(EVERYWHERE);
            assertThat(headersOf(browser.get("/x%2f%2e%2e/%00"))).doesNotContainKey("server");
            assertThat(headersOf(browser.postRaw("/sign-in", "text/plain", ""))).containsAllEntriesOf(EVERYWHERE);
        }
    }

    @Test
    void aPageSaysExactlyThis() {
        try (var web = RunningWeb.start()) {
            assertThat(headersOf(web.browser().get("/sign-in")).keySet())
                    .containsExactlyInAnyOrder(
                            "cache-control",
                            "content-language",
                            "content-security-policy",
                            "content-type",
                            "cross-origin-opener-policy",
                            "cross-origin-resource-policy",
                            "date",
                            "permissions-policy",
                            "referrer-policy",
                            "set-cookie",
                            "transfer-encoding",
                            "x-content-type-options",
                            "x-frame-options");
        }
    }

    @Test
    void assetsAreKeptForGoodUnderTheirVersion() {
        try (var web = RunningWeb.start()) {
            var page = web.browser().get("/sign-in").page();
            var found =
                    Pattern.compile("href=\"(/assets/[0-9a-f]{16}/app\\.css)\"").matcher(page);
            assertThat(found.find()).isTrue();

            var answer = web.browser().get(found.group(1));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
            assertThat(answer.header("Content-Type")).isEqualTo("text/css;charset=UTF-8");
        }
    }

    @Test
    void overTlsCookiesBelongToThisHostAndBrowsersStayWithTls() {
        try (var web = RunningWeb.behindTls()) {
            var answer = web.browser().get("/sign-in");

            assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
            assertThat(answer.header("Set-Cookie"))
                    .matches("__Host-sallyport-start=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Strict");
        }
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        try (var web = RunningWeb.start()) {
            web.notRequired("nikos", org.sallyport.core.account.Account.Role.PERSON);
            var answer = web.browser().signIn("nikos");

            assertThat(answer.headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .matches("sallyport-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax"));
        }
    }

    @Test
    void noPageHoldsAScriptOrAStyleOfItsOwn() {
        try (var web = RunningWeb.start()) {
            assertThat(web.browser().get("/sign-in").page())
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContain("<style")
                    .doesNotContainPattern(" on[a-z]+=")
                    .doesNotContain(" style=");
        }
    }

    private static Map<String, String> headersOf(Browser.Answer answer) {
        var headers = new TreeMap<String, String>();
        answer.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        return headers;
    }
}
