package org.sallyport.acceptance.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Takes pictures of a page as it looks on a desk and on a phone, by day and by night; they stay below
/// `acceptance/target/screenshots` for somebody to look at. What a program can see, it notes by the way: what axe-core
/// finds, and pages that are wider than the screen. The page is not loaded again, so that one which shows its secret
/// once can be taken too.
final class Camera {
    static final Path FOLDER = Path.of(System.getProperty("sallyport.root")).resolve("acceptance/target/screenshots");

    private static final String SCROLLS_SIDEWAYS_BY =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private final List<String> found = new ArrayList<>();

    private enum Look {
        DESK_LIGHT(1280, 900, ColorScheme.LIGHT),
        DESK_DARK(1280, 900, ColorScheme.DARK),
        PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
        PHONE_DARK(390, 844, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme scheme;

        Look(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }

        void put(Page page) {
            page.setViewportSize(width, height);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        }

        Path file(Words words, String name) {
            var folder = name().toLowerCase(Locale.ROOT).replace('_', '-');
            return FOLDER.resolve(words.tag()).resolve(folder).resolve(name + ".png");
        }
    }

    /// A page on the desk by day and on the phone by night: `el/desk-light/rename.png`, `el/phone-dark/rename.png`.
    void take(Window window, String name) {
        take(window, name, List.of(Look.PHONE_DARK, Look.DESK_LIGHT));
    }

    /// One of the main pages, on both by day and by night.
    void takeAll(Window window, String name) {
        take(window, name, List.of(Look.PHONE_DARK, Look.PHONE_LIGHT, Look.DESK_DARK, Look.DESK_LIGHT));
    }

    private void take(Window window, String name, List<Look> looks) {
        for (var look : looks) {
            look.put(window.page());
            window.picture(look.file(window.words(), name));
            if ((int) window.page().evaluate(SCROLLS_SIDEWAYS_BY) > 0) {
                found.add(name + ", " + look + ": scrolls sideways");
            }
            violations(window.page(), look)
                    .lines()
                    .forEach(violation -> found.add(name + ", " + look + ": " + violation));
        }
    }

    // Names, roles and order are the same in every look, and colours of the night no others on a desk than on a phone.
    private static String violations(Page page, Look look) {
        return switch (look) {
            case DESK_LIGHT -> Axe.violations(page);
            case PHONE_DARK -> Axe.violationsOfLooks(page);
            case DESK_DARK, PHONE_LIGHT -> "";
        };
    }

    /// Asserts that no page it took had anything against it.
    void assertNothingFound() {
        assertThat(found).isEmpty();
    }
}
