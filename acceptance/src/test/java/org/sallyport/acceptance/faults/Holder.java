package org.sallyport.acceptance.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sallyport.acceptance.harness.Browser;
import org.sallyport.acceptance.harness.Outbox;
import org.sallyport.acceptance.harness.Phone;

/// Somebody with an account, a browser and a phone. For one thread at a time.
final class Holder {
    /// A second factor is fresh for five minutes; here it is proved more often, since a proof is worth killing at too.
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final String NEW = "/app-passwords/new";

    private final String name;
    private final String password;
    private final Browser browser;
    private final InstantSource clock = InstantSource.system();
    private Optional<Phone> phone = Optional.empty();
    private Instant proved = Instant.EPOCH;
    private Map<String, String> token = Map.of();
    private boolean codeMayBeTriedAgain;

    Holder(String name, String password, Browser browser) {
        this.name = name;
        this.password = password;
        this.browser = browser;
    }

    String name() {
        return name;
    }

    /// Walks through *Set it up now* and returns the first app password.
    String setUp(Outbox outbox) {
        var page = browser.submit(browser.open("/sign-in"), "/sign-in", Map.of("name", name, "password", password));
        page = browser.submit(page, "/set-up", Map.of());
        page = browser.submit(page, "/set-up/method", Map.of());
        var app = new Phone(page.text("manual-key").orElseThrow());
        phone = Optional.of(app);
        page = browser.submit(page, "/set-up/authenticator-app", Map.of("code", app.code()));
        page = browser.submit(page, "/set-up/verify/code", Map.of());
        page = browser.submit(page, "/set-up/verify", Map.of("code", outbox.nextCode()));
        proved = clock.instant();
        return letters(browser.submit(page, "/set-up/next", Map.of()));
    }

    /// Proves the second factor again if the last proof is some minutes old.
    void freshen() {
        if (clock.instant().isBefore(proved.plus(FRESH))) {
            return;
        }
        var page = prove(phone.orElseThrow().code());
        if (!page.path().equals(NEW)) {
            throw new AssertionError(name + "'s code is not taken; the answer is " + page);
        }
        proved = clock.instant();
        // The session has a new id, and form tokens belong to the session.
        token = Map.of();
        codeMayBeTriedAgain = true;
    }

    /// Whether the server takes the last code a second time. Once for each code, since wrong codes cost waits; true is
    /// what must never be.
    boolean isCodeTakenTwice() {
        if (!codeMayBeTriedAgain) {
            return false;
        }
        codeMayBeTriedAgain = false;
        return prove(phone.orElseThrow().sameCode()).path().equals(NEW);
    }

    private Browser.Page prove(String code) {
        var page = browser.open("/second-factor?next=" + NEW);
        return browser.submit(page, "/second-factor/authenticator-app", Map.of("code", code, "next", NEW));
    }

    /// Makes an app password on the page for it and returns what the page shows.
    String issue() {
        var page = browser.open(NEW);
        token = Map.of("_csrf", page.form(NEW).getOrDefault("_csrf", ""));
        return letters(browser.submit(page, NEW, Map.of("label", "Fault tests", "protocols", "imap")));
    }

    /// Revokes an app password; returns only when that was acknowledged.
    void revoke(String id) {
        var answer = browser.answerTo("/app-passwords/" + id + "/revoke", token);
        if (!answer.equals("303 /account?done=revoked")) {
            throw new AssertionError("revoking " + id + " of " + name + " was answered with " + answer);
        }
    }

    /// Whether somebody who has issued nothing yet in this browser can revoke.
    boolean canRevoke() {
        return !token.isEmpty();
    }

    private String letters(Browser.Page page) {
        var shown = page.text("app-password")
                .orElseThrow(() -> new AssertionError("no app password for " + name + " on " + page))
                .replaceAll("\\s", "");
        if (!shown.matches("[a-z]{24}")) {
            throw new AssertionError("what the page shows is no app password: " + shown);
        }
        return shown;
    }

    @Override
    public String toString() {
        return name;
    }
}
