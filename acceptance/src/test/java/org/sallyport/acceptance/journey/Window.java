package org.sallyport.acceptance.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.sallyport.acceptance.harness.Demo;

/// One person's browser with one page open: what they press, type and read.
final class Window implements AutoCloseable {
    private final Page page;
    private final Demo demo;
    private final Words words;
    private String url;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Window(Page page, Demo demo, Words words) {
        this.page = page;
        this.demo = demo;
        this.words = words;
        this.url = demo.url();
        page.onDialog(dialog -> {
            complaints.add("a dialog opened: " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> complaints.add("a script failed: " + error));
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("TrustedType")) {
                complaints.add("the page broke its own policy: " + message.text());
            }
        });
    }

    /// A browser of somebody who reads this language.
    static Browser.NewContextOptions options(Words words) {
        return new Browser.NewContextOptions()
                .setLocale(words.tag())
                .setViewportSize(1280, 900)
                .setColorScheme(ColorScheme.LIGHT)
                // Else pictures catch buttons half-way between two colours.
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    Page page() {
        return page;
    }

    Demo demo() {
        return demo;
    }

    Words words() {
        return words;
    }

    /// Opens a path of the demo.
    Window go(String path) {
        open(path);
        return this;
    }

    /// Opens a path of the demo and returns the answer at the end of all redirections.
    Response open(String path) {
        return page.navigate(url + path);
    }

    /// Its cookies, for another browser.
    String cookies() {
        return page.context().storageState();
    }

    /// From now on it asks for the demo under this name.
    void comesBy(String host) {
        url = demo.url().replace("localhost", host);
    }

    /// Where the browser is, without the host.
    String path() {
        return URI.create(page.url()).getRawPath();
    }

    Window type(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        return this;
    }

    Window typeCode(String code) {
        page.locator("#code").fill(code);
        return this;
    }

    Window press(String button) {
        button(button).click();
        return this;
    }

    Window follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
        return this;
    }

    Locator button(String name) {
        return page.locator("main")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /// The buttons of the frame, round every page.
    Window pressAbove(String button) {
        page.locator("header.bar")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    Window isTitled(String title) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(title);
        return this;
    }

    Window says(String sentence) {
        assertThat(page.locator("body")).containsText(sentence);
        return this;
    }

    Window saysNothingOf(String sentence) {
        assertThat(page.locator("body")).not().containsText(sentence);
        return this;
    }

    /// What the page says is wrong.
    Locator problems() {
        return page.locator("#problems");
    }

    /// Chromium now and then cannot take a picture just behind a change of the window's size, and can a moment later.
    void picture(Path file) {
        var whole = new Page.ScreenshotOptions().setPath(file).setFullPage(true);
        try {
            page.screenshot(whole);
        } catch (PlaywrightException failed) {
            if (!String.valueOf(failed.getMessage()).contains("Unable to capture screenshot")) {
                throw failed;
            }
            page.screenshot(whole);
        }
    }

    /// Asserts that no dialog opened, no script failed, and the content security policy stopped nothing.
    void assertNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    /// For a test in which the policy has to stop something.
    void forgetComplaintsOf(String directive) {
        complaints.removeIf(complaint -> complaint.contains(directive));
    }

    @Override
    public void close() {
        page.context().close();
    }
}
