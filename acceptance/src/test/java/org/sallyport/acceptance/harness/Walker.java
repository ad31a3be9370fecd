package org.sallyport.acceptance.harness;

import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Somebody who walks the pages with a browser of plain forms and a phone of their own: for tests that need an app
/// password and are not about the pages. For one thread at a time.
public final class Walker {
    private static final String NEW = "/app-passwords/new";
    private static final String NEW_TOKEN = "/admin/tokens/new";
    private static final Pattern REVOKE = Pattern.compile("\"/app-passwords/([0-9a-f-]{36})/revoke\"");

    private final Demo.Person person;
    private final Browser browser;
    private @Nullable Phone phone;

    public Walker(Demo demo, Demo.Person person) {
        this.person = person;
        this.browser = new Browser(URI.create(demo.url()));
    }

    /// An app password, as the page shows it: without blanks.
    public record AppPassword(String id, String secret) {
        /// In groups of six with this between them, as people type it from the page.
        public String grouped(String between) {
            return secret.replaceAll("(.{6})(?!$)", "$1" + between);
        }
    }

    /// What a program asks with, as the page shows it.
    ///
    /// @param id of a client; empty for a token
    public record Token(String id, String secret) {}

    public String user() {
        return person.user();
    }

    public String accountPassword() {
        return person.password();
    }

    /// Signs in with the account password and no more.
    public Browser.Page signIn() {
        return browser.submit(
                browser.open("/sign-in"), "/sign-in", Map.of("name", person.user(), "password", person.password()));
    }

    /// *Set it up now*, from the first page to the first app password.
    public AppPassword setUp(Outbox outbox) {
        var page = browser.submit(signIn(), "/set-up", Map.of());
        page = browser.submit(page, "/set-up/method", Map.of());
        var app = new Phone(page.text("manual-key").orElseThrow());
        phone = app;
        page = browser.submit(page, "/set-up/authenticator-app", Map.of("code", app.code()));
        page = browser.submit(page, "/set-up/verify/code", Map.of());
        page = browser.submit(page, "/set-up/verify", Map.of("code", outbox.nextCode()));
        return shown(browser.submit(page, "/set-up/next", Map.of()), Set.of());
    }

    /// Makes one more app password, for reading mail only.
    public AppPassword issue(String label) {
        return issue(label, "imap");
    }

    /// Makes one more app password, for this protocol only.
    public AppPassword issue(String label, String protocol) {
        var before = ids();
        var page = browser.open(NEW);
        if (!page.path().equals(NEW)) {
            page = browser.submit(
                    page, "/second-factor/authenticator-app", Map.of("code", phone().code(), "next", NEW));
        }
        return shown(browser.submit(page, NEW, Map.of("label", label, "protocols", protocol)), before);
    }

    /// Makes a token for a program, within five minutes of having proved the second factor.
    ///
    /// @param kind `personal` or `client`
    /// @param scopes what it may
    public Token makeToken(String kind, String... scopes) {
        var form = browser.open(NEW_TOKEN);
        var fields = Map.of(
                "name",
                "Nightly roster",
                "kind",
                kind,
                "scopes",
                String.join(",", scopes),
                "days",
                "7",
                "networks",
                "");
        var page = browser.submit(form, NEW_TOKEN, fields);
        var secret = page.text("token").orElseThrow(() -> new AssertionError("no token on " + page));
        return new Token(page.text("client-id").orElse(""), secret);
    }

    /// Revokes it, and returns what the page says of it.
    public String revoke(AppPassword appPassword) {
        var path = "/app-passwords/" + appPassword.id() + "/revoke";
        var page = browser.submit(browser.open(path), path, Map.of());
        if (!page.path().equals("/account")) {
            throw new AssertionError("revoking led to " + page);
        }
        return page.body();
    }

    private AppPassword shown(Browser.Page page, Set<String> before) {
        var secret = page.text("app-password")
                .orElseThrow(() -> new AssertionError("no app password on " + page))
                .replaceAll("\\s", "");
        var ids = new HashSet<>(ids());
        ids.removeAll(before);
        if (ids.size() != 1) {
            throw new AssertionError("one new app password was to be seen, found " + ids);
        }
        return new AppPassword(ids.iterator().next(), secret);
    }

    private Set<String> ids() {
        return REVOKE.matcher(browser.open("/account").body())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private Phone phone() {
        if (phone == null) {
            throw new IllegalStateException(person.user() + " has no authenticator app yet");
        }
        return phone;
    }
}
