package org.sallyport.acceptance.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.acceptance.harness.Demo;

/// The windows of one test.
final class Windows implements AutoCloseable {
    private final Chromium chromium;
    private final List<Window> open = new ArrayList<>();

    Windows(Chromium chromium) {
        this.chromium = chromium;
    }

    /// A new browser of somebody who reads this language, at the sign-in page.
    Window open(Demo demo, Words words) {
        return opened(Window.options(words), demo, words).go("/sign-in");
    }

    /// The same without JavaScript.
    Window openWithoutScript(Demo demo, Words words) {
        return opened(Window.options(words).setJavaScriptEnabled(false), demo, words)
                .go("/sign-in");
    }

    /// A new browser with the cookies of another: somebody who was here before, or who stole them.
    ///
    /// @param cookies as [Window#cookies()] gave them
    Window openWith(String cookies, Demo demo, Words words) {
        return opened(Window.options(words).setStorageState(cookies), demo, words);
    }

    /// A page that was opened otherwise becomes a window of this test.
    Window adopt(Page page, Demo demo, Words words) {
        var window = new Window(page, demo, words);
        open.add(window);
        return window;
    }

    private Window opened(Browser.NewContextOptions options, Demo demo, Words words) {
        return adopt(chromium.open(options), demo, words);
    }

    void picture(Path folder, String name) {
        for (int i = 0; i < open.size(); i++) {
            if (!open.get(i).page().isClosed()) {
                open.get(i).picture(folder.resolve(name + "-" + i + ".png"));
            }
        }
    }

    void assertNoComplaints() {
        open.forEach(Window::assertNoComplaints);
    }

    @Override
    public void close() {
        open.forEach(Window::close);
    }
}
