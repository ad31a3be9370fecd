package org.sallyport.acceptance.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Debian's Chromium, without a screen. One for all tests; every window has a profile of its own, in memory.
final class Chromium implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    // A machine without a network has no use for what Chromium asks Google in the background.
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(FLAGS));
    }

    static Chromium launch() {
        return new Chromium();
    }

    /// A new profile with one page.
    Page open(Browser.NewContextOptions options) {
        return prepared(browser.newContext(options)).newPage();
    }

    /// The same with a profile on disk, as on somebody's own machine.
    Page openProfile(Path folder, BrowserType.LaunchPersistentContextOptions options) {
        var context = playwright
                .chromium()
                .launchPersistentContext(
                        folder, options.setExecutablePath(PROGRAM).setArgs(FLAGS));
        return prepared(context).pages().getFirst();
    }

    private static BrowserContext prepared(BrowserContext context) {
        context.setDefaultTimeout(20_000);
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        return context;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
