package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Passkeys, from the wizard to signing in with nothing else.
class PasskeysTest {
    private static final Pattern OPTIONS = Pattern.compile("data-options=\"([^\"]+)\"");
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");
    private static final String ORIGIN = "http://localhost";

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void theWizardMakesAPasskeyAndGoesOnToTheContact() {
        var guest = web.toBeSetUp("walker");
        var key = new SoftAuthenticator();

        assertThat(choosePasskey(guest)).isEqualTo("/set-up/passkey");
        assertThat(guest.browser().get("/set-up/authenticator-app").location()).isEqualTo("/set-up/passkey");
        assertThat(make(guest, key).location()).isEqualTo("/set-up/verify");
        var code = web.contactCode(guest.browser());
        assertThat(guest.browser().post("/set-up/verify", "code", code).location())
                .isEqualTo("/set-up/next");
        assertThat(guest.browser().open("/set-up/next").page()).contains("id=\"app-password\"");
        assertThat(held(guest.id())).hasSize(1);
    }

    @Test
    void theOptionsAskForNoNamesAndNoAttestation() {
        var guest = web.toBeSetUp("options");
        choosePasskey(guest);

        var asked = options(guest.browser().get("/set-up/passkey").page());

        assertThat(asked.at("/rp/id").asString()).isEqualTo("localhost");
        assertThat(asked.at("/attestation").asString()).isEqualTo("none");
        assertThat(asked.at("/authenticatorSelection/residentKey").asString()).isEqualTo("preferred");
        assertThat(asked.at("/authenticatorSelection/userVerification").asString())
                .isEqualTo("preferred");
        assertThat(asked.at("/challenge").asString()).hasSize(43);
        assertThat(asked.at("/user/id").asString()).hasSize(86).doesNotContain("options");
        assertThat(guest.browser().get("/set-up/passkey").page())
                .doesNotContain(asked.at("/challenge").asString());
    }

    @Test
    void aSecondPasskeyHasTheSameHandleAndExcludesTheFirst() {
        var guest = inside("twice", new SoftAuthenticator());
        var first = held(guest.id()).getFirst().credential();
        web.organisation.enrollments.beginAnother(guest.id());
        web.organisation.enrollments.passkey().choose(guest.id());

        var wanted = web.organisation.enrollments.passkey().wanted(guest.id()).orElseThrow();

        assertThat(wanted.userHandle()).isEqualTo(first.userHandle());
        assertThat(wanted.held()).containsExactly(first);
    }

    @Test
    void aPasskeyIsTheSecondFactorOfItsOwner() {
        var key = new SoftAuthenticator();
        var guest = inside("owner", key);
        var browser = signedInWithPassword("owner");

        assertThat(browser.get("/second-factor").location()).isEqualTo("/second-factor/passkey");
        assertThat(confirm(browser, key).location()).isEqualTo("/account");
        assertThat(browser.get("/account").status()).isEqualTo(200);
        assertThat(latest(guest.id(), AuditKind.SECOND_FACTOR_ACCEPTED).details())
                .containsEntry("method", "passkey")
                .containsEntry("outcome", "accepted");
    }

    @Test
    void T27_thePasskeyOfAnotherAccountProvesNothing() {
        var attackers = new SoftAuthenticator();
        inside("attacker", attackers);
        var victim = inside("victim", new SoftAuthenticator());
        var browser = signedInWithPassword("victim");

        assertThat(confirm(browser, attackers).status()).isEqualTo(422);
        assertThat(browser.get("/account").location()).isEqualTo("/second-factor");
        assertThat(latest(victim.id(), AuditKind.SECOND_FACTOR_REJECTED).details())
                .containsEntry("method", "passkey")
                .containsEntry("outcome", "not-registered");
    }

    @Test
    void anAnswerCountsOnceAndOnlyInItsBrowser() {
        var key = new SoftAuthenticator();
        inside("once", key);
        var browser = signedInWithPassword("once");
        var page = browser.get("/second-factor/passkey").page();
        var answer = key.get(raw(page), ORIGIN);
        var other = signedInWithPassword("once");
        other.get("/second-factor/passkey");

        assertThat(other.post("/second-factor/passkey", "ticket", ticket(page), "answer", answer)
                        .status())
                .isEqualTo(422);
        assertThat(browser.post("/second-factor/passkey", "ticket", ticket(page), "answer", answer)
                        .location())
                .isEqualTo("/account");
        browser.get("/second-factor/passkey");
        assertThat(browser.post("/second-factor/passkey", "ticket", ticket(page), "answer", answer)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anAnswerToTheSignInPageIsNoSecondFactor() {
        var key = new SoftAuthenticator();
        inside("purpose", key);
        var browser = web.browser();
        var page = browser.get("/sign-in").page();
        var answer = key.get(raw(page), ORIGIN);
        browser.post("/sign-in", "name", "purpose", "password", org.sallyport.core.fixture.Organisation.PASSWORD);
        browser.get("/second-factor/passkey");

        assertThat(browser.post("/second-factor/passkey", "ticket", ticket(page), "answer", answer)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void anAnswerThatComesTooLateIsRefused() {
        var key = new SoftAuthenticator();
        inside("late", key);
        var browser = signedInWithPassword("late");
        var page = browser.get("/second-factor/passkey").page();
        var answer = key.get(raw(page), ORIGIN);
        pass(Duration.ofMinutes(10));

        assertThat(browser.post("/second-factor/passkey", "ticket", ticket(page), "answer", answer)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void T36_aTicketOfATimeThatHasNotComeIsRefusedAndThePasskeyWorksAgainAtOnce() {
        var key = new SoftAuthenticator();
        inside("ahead", key);
        var before = web.organisation.clock.instant();
        pass(Duration.ofDays(1));
        assertThat(signIn(web.browser(), key).location()).isEqualTo("/account");
        var browser = web.browser();
        var page = browser.get("/sign-in").page();
        var answer = key.get(raw(page), ORIGIN);
        web.organisation.clock.set(before);

        assertThat(browser.post("/sign-in/passkey", "ticket", ticket(page), "answer", answer)
                        .status())
                .isEqualTo(422);
        assertThat(signIn(web.browser(), key).location()).isEqualTo("/account");
    }

    @Test
    void aPasskeyAloneSignsInAsWhoItSaysItIs() {
        var key = new SoftAuthenticator();
        var guest = inside("alone", key);
        var browser = web.browser();

        assertThat(signIn(browser, key).location()).isEqualTo("/account");
        assertThat(browser.get("/account").page()).contains("alone");
        assertThat(latest(guest.id(), AuditKind.SIGN_IN_PASSKEY_ACCEPTED).details())
                .containsEntry("method", "passkey");
        assertThat(browser.get("/app-passwords/new").status()).isEqualTo(200);
    }

    @Test
    void thePageIsTheSameWhoeverHasAPasskey() {
        var asked = options(web.browser().get("/sign-in").page());

        assertThat(asked.at("/allowCredentials").isEmpty()).isTrue();
        assertThat(asked.at("/userVerification").asString()).isEqualTo("required");
    }

    @Test
    void aPasskeyThatHasNotVerifiedItsUserDoesNotSignInAlone() {
        var key = new SoftAuthenticator().withoutUserVerification();
        inside("no-pin", key);

        assertThat(signIn(web.browser(), key).status()).isEqualTo(422);
        assertThat(confirm(signedInWithPassword("no-pin"), key).location()).isEqualTo("/account");
    }

    @Test
    void aPasskeyThatSaysItIsSomebodyElsesDoesNotSignIn() {
        var victims = new SoftAuthenticator();
        inside("handle-victim", victims);
        var key = new SoftAuthenticator();
        inside("handle-attacker", key);

        assertThat(signIn(web.browser(), key.sayingHandle(victims.userHandle())).status())
                .isEqualTo(422);
    }

    @Test
    void aStrangersPasskeyLeavesNothingBehind() {
        long before = web.auditEntries();
        var key = new SoftAuthenticator().sayingHandle("aGFuZGxl");

        assertThat(signIn(web.browser(), key).status()).isEqualTo(422);
        assertThat(web.auditEntries()).isEqualTo(before);
    }

    @Test
    void thePasskeyOfADisabledAccountOpensNothing() {
        var key = new SoftAuthenticator();
        var guest = inside("disabled", key);
        web.organisation.accounts.disable(guest.id(), new Actor.Operator());

        assertThat(signIn(web.browser(), key).status()).isEqualTo(422);
        assertThat(latest(guest.id(), AuditKind.SIGN_IN_REJECTED).details())
                .containsEntry("reason", "account-disabled");
    }

    @Test
    void aCountThatWentBackIsToldOfWhereCopiesMayBeAndRefusedWhereTheyMayNot() {
        var synced = new SoftAuthenticator().counting(7);
        var guest = inside("synced", synced);
        assertThat(signIn(web.browser(), synced.counting(3)).location()).isEqualTo("/account");
        assertThat(latest(guest.id(), AuditKind.SIGN_IN_PASSKEY_ACCEPTED).details())
                .containsEntry("count", "went-back");
        var bound = new SoftAuthenticator().bound().counting(7);
        var other = inside("bound", bound);
        assertThat(signIn(web.browser(), bound.counting(8)).location()).isEqualTo("/account");

        assertThat(confirm(signedInWithPassword("bound"), bound.counting(8)).page())
                .contains("there may be a copy of it");
        assertThat(latest(other.id(), AuditKind.SECOND_FACTOR_REJECTED).details())
                .containsEntry("outcome", "counted-back");
    }

    @Test
    void aCredentialIdLongerThanTheStandardAllowsIsNotRegistered() {
        var guest = web.toBeSetUp("long");
        choosePasskey(guest);

        assertThat(make(guest, new SoftAuthenticator().withIdOf(1_024)).status())
                .isEqualTo(422);
        assertThat(make(guest, new SoftAuthenticator().withIdOf(1_023)).location())
                .isEqualTo("/set-up/verify");
    }

    @Test
    void anotherOriginMakesNoPasskey() {
        var guest = web.toBeSetUp("origin");
        choosePasskey(guest);
        for (var origin : List.of("http://badlocalhost", "https://localhost", "http://localhost:8080", "null")) {
            var page = guest.browser().get("/set-up/passkey").page();
            var made = new SoftAuthenticator().create(raw(page), origin);

            assertThat(guest.browser()
                            .post("/set-up/passkey", "ticket", ticket(page), "answer", made)
                            .status())
                    .as(origin)
                    .isEqualTo(422);
        }
    }

    @Test
    void aPasskeyMadeInOneBrowserIsNotTakenFromAnother() {
        var guest = web.toBeSetUp("two-browsers");
        choosePasskey(guest);
        var page = guest.browser().get("/set-up/passkey").page();
        var made = new SoftAuthenticator().create(raw(page), ORIGIN);
        var other = signedInWithPassword("two-browsers");
        other.get("/set-up/passkey");

        assertThat(other.post("/set-up/passkey", "ticket", ticket(page), "answer", made)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whereBrowsersUseNoPasskeysNoneAreOffered() {
        try (var numbered = RunningWeb.at("http://127.0.0.1")) {
            var guest = numbered.toBeSetUp("numbered");
            guest.browser().open("/set-up");

            assertThat(guest.browser().get("/set-up/method").page()).doesNotContain("value=\"passkey\"");
            assertThat(guest.browser()
                            .post("/set-up/method", "method", "passkey")
                            .location())
                    .isEqualTo("/set-up/authenticator-app");
            assertThat(numbered.browser().get("/sign-in").page()).doesNotContain("data-passkey");
        }
    }

    private static String choosePasskey(Guest guest) {
        guest.browser().open("/set-up");
        guest.browser().get("/set-up/method");
        return guest.browser().post("/set-up/method", "method", "passkey").location();
    }

    private static Browser.Answer make(Guest guest, SoftAuthenticator key) {
        pass(Duration.ofSeconds(1));
        var page = guest.browser().get("/set-up/passkey").page();
        return guest.browser().post("/set-up/passkey", "ticket", ticket(page), "answer", key.create(raw(page), ORIGIN));
    }

    /// Somebody who has just registered this passkey in the wizard.
    private static Guest inside(String name, SoftAuthenticator key) {
        var guest = web.toBeSetUp(name);
        choosePasskey(guest);
        make(guest, key);
        var code = web.contactCode(guest.browser());
        guest.browser().post("/set-up/verify", "code", code);
        guest.browser().open("/set-up/next");
        return guest;
    }

    private static Browser signedInWithPassword(String name) {
        var browser = web.browser();
        browser.signIn(name);
        return browser;
    }

    private static Browser.Answer confirm(Browser browser, SoftAuthenticator key) {
        pass(Duration.ofSeconds(1));
        var page = browser.get("/second-factor/passkey").page();
        return browser.post("/second-factor/passkey", "ticket", ticket(page), "answer", key.get(raw(page), ORIGIN));
    }

    private static Browser.Answer signIn(Browser browser, SoftAuthenticator key) {
        pass(Duration.ofSeconds(1));
        var page = browser.get("/sign-in").page();
        return browser.post("/sign-in/passkey", "ticket", ticket(page), "answer", key.get(raw(page), ORIGIN));
    }

    private static void pass(Duration time) {
        web.organisation.clock.set(web.organisation.clock.instant().plus(time));
    }

    private static List<Passkey> held(AccountId account) {
        return web.organisation.store.transact(books -> Methods.in(books).heldBy(account)).stream()
                .map(Passkey.class::cast)
                .toList();
    }

    private static AuditEvent latest(AccountId account, AuditKind kind) {
        return web.organisation.store.transact(books -> AuditLog.in(books).about(account, Long.MAX_VALUE, 50)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode options(String page) {
        return JsonMapper.shared().readTree(raw(page));
    }

    static String raw(String page) {
        return found(OPTIONS, page)
                .orElseThrow(() -> new AssertionError("no options on:\n" + page))
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    static String ticket(String page) {
        return found(TICKET, page).orElseThrow();
    }

    private static Optional<String> found(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
