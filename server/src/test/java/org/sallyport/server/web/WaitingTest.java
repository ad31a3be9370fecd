package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.secret.Secret;

/// "Waiting for your app": the page that showed an app password says what has come.
class WaitingTest {
    private static final Pattern LETTERS = Pattern.compile("<span>([a-z]{6})</span>");
    private static final Pattern ARRIVALS = Pattern.compile("data-arrivals=\"([^\"]+)\"");

    private final RunningWeb web = RunningWeb.start();
    private final Organisation olive = web.organisation;

    @AfterEach
    void stop() {
        web.close();
    }

    /// A page that shows an app password.
    private record Shown(Guest guest, String arrivals, String letters) {
        String byHand() {
            return arrivals.replace("/arrivals?", "/waiting?");
        }
    }

    private Shown shownTo(Guest guest) {
        guest.browser().get("/app-passwords/new");
        var page = guest.browser()
                .post("/app-passwords/new", "mark", guest.browser().mark(), "label", "Hall tablet", "protocols", "imap")
                .page();
        var letters =
                LETTERS.matcher(page).results().map(found -> found.group(1)).toList();
        var arrivals = ARRIVALS.matcher(page);
        assertThat(letters).hasSize(4);
        assertThat(arrivals.find()).isTrue();
        return new Shown(guest, arrivals.group(1), String.join("", letters));
    }

    private Shown shown() {
        return shownTo(web.inside("eleni", Account.Role.PERSON));
    }

    private void sends(String from, String name, String secret) {
        olive.verifyFrom(from, name, secret);
        olive.notes.flush();
    }

    @Test
    void theFirstAcceptedAttemptEndsTheWaitWithProtocolAndPlace() {
        var shown = shown();
        sends("192.0.2.7", "eleni", shown.letters());

        var stream = shown.guest().browser().get(shown.arrivals());

        assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
        assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
        assertThat(stream.page())
                .contains("event: arrived\n")
                .contains("data: It works. Reading mail (IMAP), from 192.0.2.7.\n");
    }

    @Test
    void whatTheAppCallsItselfIsSaidOnEveryPageThatSaysWhatCame() {
        var shown = shown();
        var browser = shown.guest().browser();
        olive.verifier.verify(olive.attemptBy("Thunderbird 102", "eleni", shown.letters()));
        olive.notes.flush();

        var sentence = "It works. Reading mail (IMAP), by “Thunderbird 102”, from 192.0.2.1.";
        assertThat(browser.get(shown.byHand()).page()).contains(sentence);
        assertThat(browser.get(shown.arrivals()).page()).contains("data: " + sentence + "\n");
        assertThat(browser.get("/account").page())
                .contains("Reading mail (IMAP), by “Thunderbird 102”, from 192.0.2.1");
        assertThat(browser.get("/account/sign-ins").page()).contains("by “Thunderbird 102”");
    }

    @Test
    void whatTheAppCallsItselfIsSaidWhereItWasRefused() {
        var shown = shown();
        olive.verifier.verify(olive.attemptBy("Thunderbird 102", "eleni", Organisation.PASSWORD));
        olive.notes.flush();

        assertThat(shown.guest().browser().get(shown.byHand()).page())
                .contains("sent your account password.", "Reading mail (IMAP), by “Thunderbird 102”.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nevent: arrived\ndata: It works",
                "a\r\n\r\nid: 7",
                "a\rdata: b",
                "a\u2028b",
                "\u202ea",
                "\u001b[31ma"
            })
    void T31_noNameOfAnAppBeginsALineOfTheStream(String client) {
        var shown = shown();
        olive.verifier.verify(olive.attemptBy(client, "eleni", shown.letters()));
        olive.notes.flush();

        var lines = shown.guest().browser().get(shown.arrivals()).page().split("\n", -1);

        assertThat(lines).filteredOn(line -> line.startsWith("data: ")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.startsWith("event: ")).hasSize(1);
        assertThat(String.join("", lines).codePoints())
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT || c == 0x2028);
    }

    @Test
    void whatArrivedInsteadIsSaidWhileTheStreamGoesOn() throws IOException, InterruptedException {
        var shown = shown();
        sends("192.0.2.7", "eleni", Organisation.PASSWORD);

        try (var client = HttpClient.newHttpClient();
                var lines = listen(client, shown)) {
            assertThat(lines.filter(line -> line.startsWith("data: ")).findFirst())
                    .contains("data: An app at 192.0.2.7 sent your account password. Paste the app password in its"
                            + " place. Reading mail (IMAP).");
            client.shutdownNow();
        }
    }

    @Test
    void theOldestOfAPersonsStreamsMakesRoomForANewOneAndItsPageStopsAsking() throws IOException, InterruptedException {
        var shown = shown();
        try (var client = HttpClient.newHttpClient();
                var oldest = listen(client, shown)) {
            for (int i = 0; i < 4; i++) {
                var _ = listen(client, shown);
            }

            assertThat(oldest).contains("event: over");
            client.shutdownNow();
        }
    }

    private Stream<String> listen(HttpClient client, Shown shown) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + web.port() + shown.arrivals()))
                .header("Cookie", cookies(shown.guest()))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofLines()).body();
    }

    @Test
    void withoutAScriptAPageSaysTheSame() {
        var shown = shown();
        var browser = shown.guest().browser();
        assertThat(browser.get(shown.byHand()).page()).contains("Nothing has come yet.");
        sends("192.0.2.7", "eleni", shown.letters());

        assertThat(browser.get(shown.byHand()).page()).contains("It works. Reading mail (IMAP), from 192.0.2.7.");
    }

    @Test
    void everythingElseIsSaidInPlainWords() {
        var guest = web.inside("eleni", Account.Role.PERSON);
        var old = olive.issue(guest.account(), Scope.mail());
        olive.appPasswords.revoke(guest.id(), old.made().id(), new Actor.Person(guest.id()));
        olive.passwords.set(guest.account(), Secret.of("olives ripen in november"), new Actor.Operator());
        olive.clock.forward(java.time.Duration.ofSeconds(1));
        guest.browser().open("/sign-in", "name", "eleni", "password", "olives ripen in november");
        web.prove(guest);
        var shown = shownTo(guest);

        sends("192.0.2.7", "eleni", Organisation.PASSWORD);
        sends("192.0.2.7", "eleni", old.secret().reveal());
        sends("192.0.2.7", "eleni", shown.letters().substring(0, 20));
        olive.verifier.verify(olive.attempt("eleni", shown.letters(), Protocol.LDAP));
        olive.notes.flush();
        sends("127.0.0.1", "eleny", shown.letters());

        assertThat(guest.browser().get(shown.byHand()).page())
                .contains("sent your old account password.")
                .contains("sent the old app password “Kitchen iPad”.")
                .contains("sent a password that is neither the app password nor your own.")
                .contains("for something it does not open: Directory (LDAP).")
                .contains("sent a user name that nobody here has. Yours is eleni.");
    }

    @Test
    void aStrangersPageHearsNothing() {
        var shown = shown();
        sends("192.0.2.7", "eleni", shown.letters());
        // An unknown name from a network that is not the waiting person's own.
        sends("203.0.113.9", "eleny", "whatever this is");
        var nikos = web.inside("nikos", Account.Role.PERSON).browser();

        assertThat(nikos.get(shown.arrivals()).status()).isEqualTo(404);
        assertThat(nikos.get(shown.byHand()).status()).isEqualTo(404);
        assertThat(web.browser().get(shown.arrivals()).status()).isEqualTo(303);
        assertThat(shown.guest().browser().get(shown.byHand()).page()).doesNotContain("nobody here has");
    }

    @Test
    void whatHappenedBeforeIsNotNews() {
        var guest = web.inside("eleni", Account.Role.PERSON);
        sends("192.0.2.7", "eleni", Organisation.PASSWORD);
        var shown = shownTo(guest);

        assertThat(guest.browser().get(shown.byHand()).page()).contains("Nothing has come yet.");
    }

    @Test
    void equalSignInsAreWrittenSoonWhileSomebodyWaits() {
        var shown = shown();
        var browser = shown.guest().browser();
        for (int i = 0; i < 3; i++) {
            browser.get(shown.byHand());
            sends("192.0.2.7", "eleni", Organisation.PASSWORD);
            olive.clock.forward(java.time.Duration.ofSeconds(5));
        }
        var entries = Pattern.compile("sent your account password")
                .matcher(browser.get(shown.byHand()).page())
                .results()
                .count();
        assertThat(entries).isEqualTo(3);
    }

    private static String cookies(Guest guest) {
        return List.of("sallyport-session", "sallyport-form").stream()
                .flatMap(name -> guest.browser().cookie(name).map(value -> name + "=" + value).stream())
                .reduce((one, other) -> one + "; " + other)
                .orElse("");
    }

    @Test
    void theHistorySaysWhatWasRefusedAndWhy() {
        var guest = web.inside("eleni", Account.Role.PERSON);
        var issued = olive.issue(guest.account(), Scope.mail());
        sends("192.0.2.7", "eleni", issued.secret().reveal());
        sends("192.0.2.8", "eleni", Organisation.PASSWORD);
        sends("192.0.2.9", "eleni", "a stranger's guess");
        web.inside("nikos", Account.Role.PERSON);

        assertThat(guest.browser().get("/account/sign-ins").page())
                .contains("An app: Reading mail (IMAP)", "with “Kitchen iPad”", "192.0.2.7")
                .contains("It sent your account password, and needs an app password.", "192.0.2.8")
                .contains("The password was wrong.", "192.0.2.9")
                .contains("These pages")
                .doesNotContain("nikos");
    }

    @Test
    void theAccountPageNamesWhatStillSendsAnOldSecret() {
        var guest = web.inside("eleni", Account.Role.PERSON);
        var old = olive.issue(guest.account(), Scope.mail());
        olive.appPasswords.revoke(guest.id(), old.made().id(), new Actor.Person(guest.id()));
        assertThat(guest.browser().get("/account").page()).doesNotContain("Still sending");
        sends("192.0.2.7", "eleni", old.secret().reveal());

        assertThat(guest.browser().get("/account").page())
                .contains("Still sending an old password", "“Kitchen iPad”, which was revoked, from 192.0.2.7, last");
    }

    @Test
    void theLinkOfTheMailOpensTheFormFilledInAfterSignInAndSecondFactor() {
        var guest = web.halfway("eleni", Account.Role.PERSON);
        var link = "/app-passwords/new?app=smtp";
        var stranger = web.browser();
        assertThat(stranger.get(link).location()).isEqualTo("/sign-in?next=/app-passwords/new?app%3Dsmtp");
        stranger.get("/sign-in?next=" + link);
        var signedIn = stranger.post("/sign-in", "name", "eleni", "password", Organisation.PASSWORD, "next", link);
        assertThat(signedIn.location()).isEqualTo("/second-factor?next=/app-passwords/new?app%3Dsmtp");
        stranger.get(stranger.get(signedIn.location()).location());
        web.nextCode();
        var proved =
                stranger.post("/second-factor/authenticator-app", "code", olive.codeFor(guest.key()), "next", link);
        assertThat(proved.location()).isEqualTo(link);
        long before = web.auditEntries();

        var form = stranger.get(link).page();

        assertThat(form).contains("value=\"My mail app\"");
        for (var protocol : Protocol.values()) {
            var ticked = Set.of(Protocol.IMAP, Protocol.POP3, Protocol.SMTP, Protocol.SIEVE)
                    .contains(protocol);
            assertThat(form.contains("value=\"" + protocol.code() + "\" checked"))
                    .as("%s", protocol)
                    .isEqualTo(ticked);
        }
        assertThat(web.auditEntries()).isEqualTo(before);
        assertThat(olive.appPasswords.of(guest.id())).isEmpty();
        assertThat(stranger.get("/app-passwords/new?app=http").page()).contains("value=\"My app\"");
        olive.clock.forward(java.time.Duration.ofMinutes(6));
        assertThat(stranger.get(link).location()).isEqualTo("/second-factor?next=/app-passwords/new?app%3Dsmtp");
        assertThat(Optional.of(
                        stranger.get("/app-passwords/new?app=//evil.example").location()))
                .contains("/second-factor?next=/app-passwords/new");
    }
}
