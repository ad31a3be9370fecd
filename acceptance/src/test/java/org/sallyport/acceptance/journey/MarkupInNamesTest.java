package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.acceptance.harness.Demo;

/// T09: whatever people call themselves and their devices is text on every page. A dialog, a script error or a report
/// of the content security policy fails each of these tests when its windows close.
@ExtendWith(InChromium.class)
class MarkupInNamesTest {
    private static final Words WORDS = Words.ENGLISH;
    private static final List<String> PAYLOADS = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "'><svg/onload=alert(1)>",
            "</title><script>alert(1)</script>",
            "</textarea><svg onload=alert(1)>",
            "javascript:alert(1)//",
            "<a href=javascript:alert(1)>me</a>",
            "<iframe srcdoc='<script>alert(1)</script>'>",
            "<details open ontoggle=alert(1)>",
            "\" autofocus onfocus=alert(1) x=\"",
            "[[${7*7}]] __${7*7}__ ${7*7} #{frame.save}",
            "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
            "{0} {1,choice,0#a|1#b} '{",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<base href=//evil.example><form action=//evil.example>");

    private static Demo demo;
    private static String cookies;

    @BeforeAll
    static void eleniSetsItUp(Chromium chromium) {
        demo = Demo.start();
        try (var windows = new Windows(chromium)) {
            var window = windows.open(demo, WORDS);
            Walk.whole(window, demo.person("eleni"));
            cookies = window.cookies();
        }
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @Test
    void T09_aLabelIsTextOnEveryPageThatShowsIt(Windows windows) {
        var window = windows.openWith(cookies, demo, WORDS).go("/account");
        var card = window.page().locator("ul.cards > li").first();
        var rename = card.locator(".actions a").first().getAttribute("href");
        var revoke = card.locator(".actions a").last().getAttribute("href");
        for (var payload : PAYLOADS) {
            window.go(rename)
                    .type(WORDS.account().newName(), payload)
                    .press(WORDS.account().rename());
            assertThat(card.locator("h3")).hasText(payload);
            window.go(rename).isTitled("Rename “" + payload + "”");
            assertThat(window.page().locator("#label")).hasValue(payload);
            window.go(revoke).isTitled("Revoke “" + payload + "”?");
            assertThat(window.page().title()).startsWith("Revoke “" + payload + "”?");
        }
    }

    @Test
    void T09_aLabelIsTextWhereItsAppPasswordIsShown(Windows windows) {
        var window = windows.openWith(cookies, demo, WORDS);
        for (var payload : PAYLOADS.subList(0, 4)) {
            window.go("/app-passwords/new")
                    .type(WORDS.account().label(), payload)
                    .press(WORDS.account().makeIt());
            new Walk(window).shownAppPassword();
            window.says("App password “" + payload + "”");
        }
    }

    @Test
    void T09_aDisplayNameIsTextForItsOwnerAndForAdmins(Windows windows) {
        var names = new ArrayList<>(List.of("<img src=x onerror=alert(1)>", "{0}'\"><svg/onload=alert(1)>"));
        var maria = windows.open(demo, WORDS);
        new Walk(maria).signIn(demo.person("maria"));
        for (var name : names) {
            var person = demo.add("mallory" + names.indexOf(name), name);
            var window = windows.open(demo, WORDS);
            new Walk(window).signIn(person);
            window.isTitled("Hello " + name);
            maria.go("/admin").says(name).follow(name);
            maria.isTitled(name);
            maria.go(maria.path() + "/disable").isTitled("Disable " + name + "?");
        }
    }

    @Test
    void T09_whatIsTypedAndComesBackIsText(Windows windows) {
        var maria = windows.open(demo, WORDS);
        new Walk(maria).signIn(demo.person("maria"));
        var window = windows.open(demo, WORDS);
        for (var payload : PAYLOADS) {
            window.go("/sign-in")
                    .type(WORDS.signIn().name(), payload)
                    .press(WORDS.signIn().button());
            assertThat(window.problems()).isVisible();
            assertThat(window.page().locator("#name")).hasValue(payload);
            maria.go("/admin?q=" + URLEncoder.encode(payload, StandardCharsets.UTF_8));
            assertThat(maria.page().locator("#q")).hasValue(payload);
        }
        assertThat(window.path()).isEqualTo("/sign-in");
    }
}
