package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.PasswordStep;
import org.sallyport.core.verify.TypedName;

/// Somebody who has one half of what an account needs tries every form that there is, several times over, with
/// everything they have and everything they are mailed, and then the account is as it was.
class TakeoverTest {
    private static final int ROUNDS = 3;
    private static final String MALLORYS = "mallory has chosen this one";
    private static final String ANNA = "anna";
    private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\" value=\"([^\"]+)\"");
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    private RunningWeb web;
    private Guest anna;
    private AppPassword ipad;
    private String ipadSecret;
    private String ticket = "";
    private final SoftAuthenticator mallorys = new SoftAuthenticator();
    private String challenge = "";
    private String passkey = "";
    private boolean usesPasskey;

    @BeforeEach
    void annaHasAnAppPassword() {
        web = RunningWeb.start();
        anna = web.inside(ANNA, Account.Role.PERSON);
        var annas = new SoftAuthenticator();
        anna.register(annas);
        mallorys.sayingHandle(annas.userHandle());
        var issued = web.organisation.issue(anna.account(), Scope.everything());
        ipad = issued.made();
        ipadSecret = issued.secret().reveal();
        var _ = web.organisation.recoveryCodes.make(anna.id(), now(), books -> true);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void T26_whoeverKnowsTheAccountPasswordTakesNothing() {
        var before = state();
        var mallory = web.browser();
        mallory.signIn(ANNA);

        tryEverything(mallory, Organisation.PASSWORD, Mail.NOT_READ);

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void T06_whoeverHasAnAppPasswordAndReadsTheContactsMailTakesNothing() {
        var before = state();
        var mallory = web.browser();

        tryEverything(mallory, ipadSecret, Mail.READ);

        assertThat(mailed()).as("codes came by mail").isNotEmpty();
        assertThat(passkey).as("a passkey was asked for").isNotEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void T06_whoeverKnowsThePasswordAndReadsTheContactsMailTakesNothing() {
        var before = state();
        var mallory = web.browser();
        mallory.signIn(ANNA);

        tryEverything(mallory, Organisation.PASSWORD, Mail.READ);

        assertThat(state()).isEqualTo(before);
    }

    @Test
    void T07_whoeverHasTheCookieOfABrowserThatHasProvedNothingLatelyTakesNothing() {
        web.organisation.clock.forward(Duration.ofMinutes(6));
        var before = state();
        var mallory = anna.browser().thief();
        assertThat(mallory.get("/account").status()).isEqualTo(200);

        tryEverything(mallory, "not the password of anna", Mail.NOT_READ);

        var after = state();
        // Revoking opens nothing and must be quick, so it asks for no fresh factor.
        assertThat(before.appPasswords()).containsAll(after.appPasswords());
        assertThat(after.with(before.appPasswords(), before.browsers())).isEqualTo(before);
    }

    @Test
    void T07_whoeverHasTheCookieAtMinuteOneOfAProofTakesNothingElsewhere() {
        anna.browser().get("/account");
        web.prove(anna);
        web.organisation.clock.forward(Duration.ofMinutes(1));
        var before = state();
        var mallory = anna.browser().thief().movedTo("127.0.0.2");
        assertThat(mallory.get("/account").status()).isEqualTo(200);

        tryEverything(mallory, Organisation.PASSWORD, Mail.NOT_READ);

        var after = state();
        assertThat(before.appPasswords()).containsAll(after.appPasswords());
        assertThat(after.with(before.appPasswords(), before.browsers())).isEqualTo(before);
        var known = web.organisation.store.transact(books -> AuditLog.in(books).about(anna.id(), 1_000));
        assertThat(known).extracting(entry -> entry.event().kind()).contains(AuditKind.BROWSER_MOVED);
    }

    private enum Mail {
        READ,
        NOT_READ
    }

    private void tryEverything(Browser mallory, String password, Mail mail) {
        var ids = new ArrayList<UUID>();
        ids.add(ipad.id().value());
        web.organisation
                .methods
                .of(anna.id())
                .forEach(method -> ids.add(method.id().value()));
        for (int round = 0; round < ROUNDS; round++) {
            // Where both are sent, the passkey is looked at.
            usesPasskey = round == 1;
            for (var endpoint : Endpoint.all(web)) {
                for (var id : ids.subList(0, endpoint.namesSomething() ? ids.size() : 1)) {
                    send(mallory, endpoint.with(id), password, mail);
                }
            }
        }
    }

    private void send(Browser mallory, Endpoint endpoint, String password, Mail mail) {
        mallory.get(endpoint.path());
        if (endpoint.changes() && !endpoint.path().equals("/sign-out")) {
            var codes = mail == Mail.READ ? mailed() : List.<String>of();
            var answer = mallory.post(
                    endpoint.path(), fields(mallory, password, codes.isEmpty() ? "123456" : codes.getLast()));
            var given = TICKET.matcher(answer.page());
            ticket = given.find() ? given.group(1) : ticket;
            var asked = CHALLENGE.matcher(answer.page());
            if (asked.find()) {
                challenge = asked.group(1);
                passkey = mallorys.get(PasskeysTest.raw(answer.page()), "http://localhost");
            }
        }
    }

    // What the forms of the pages have, filled in as far as whoever has this password and code can.
    private String[] fields(Browser mallory, String password, String code) {
        var filled = Map.ofEntries(
                Map.entry("name", ANNA),
                Map.entry("present", password),
                Map.entry("password", MALLORYS),
                Map.entry("again", MALLORYS),
                Map.entry("code", code),
                Map.entry("mailed", code),
                Map.entry("ticket", ticket),
                Map.entry("challenge", challenge),
                Map.entry("answer", usesPasskey ? passkey : ""),
                Map.entry("label", "Mallory"),
                Map.entry("protocols", "imap"),
                Map.entry("mail", "mallory@elsewhere.example"),
                Map.entry("address", "mallory@elsewhere.example"),
                Map.entry("contact", "mallory@elsewhere.example"),
                Map.entry("then", "revoke"),
                Map.entry("remember", "yes"),
                Map.entry("sure", "yes"),
                Map.entry("mark", mallory.mark()));
        return filled.entrySet().stream()
                .<String>mapMulti((field, all) -> {
                    all.accept(field.getKey());
                    all.accept(field.getValue());
                })
                .toArray(String[]::new);
    }

    private List<String> mailed() {
        return Mailbag.notices(web.organisation.store, now()).stream()
                .filter(notice -> notice.to().equals(new EmailAddress(ANNA + ".home@pine.example")))
                .map(Notice::values)
                .flatMap(values -> Optional.ofNullable(values.get("code")).stream())
                .toList();
    }

    private Instant now() {
        return web.organisation.clock.instant();
    }

    /// What makes the account hers.
    private record State(
            boolean opensWithHerPassword,
            Set<MethodId> methods,
            Set<AppPasswordId> appPasswords,
            int recoveryCodes,
            Optional<Contact> contact,
            Account.Status status,
            HerBrowsers browsers) {
        State with(Set<AppPasswordId> others, HerBrowsers hers) {
            return new State(opensWithHerPassword, methods, others, recoveryCodes, contact, status, hers);
        }
    }

    private record HerBrowsers(boolean isStillSignedIn, MfaState mfa) {}

    private State state() {
        var olive = web.organisation;
        var account = olive.store
                .transact(books -> Accounts.in(books).find(anna.id()))
                .orElseThrow();
        var step = olive.signIn.password(
                new TypedName(ANNA), Secret.of(Organisation.PASSWORD), Source.ofLiteral("203.0.113.77"));
        return new State(
                step instanceof PasswordStep.Right,
                olive.methods.of(anna.id()).stream().map(Method::id).collect(Collectors.toUnmodifiableSet()),
                olive.appPasswords.of(anna.id()).stream().map(AppPassword::id).collect(Collectors.toUnmodifiableSet()),
                olive.recoveryCodes.left(anna.id()),
                account.contact(),
                account.status(),
                new HerBrowsers(
                        anna.browser().get("/account").status() == 200,
                        olive.mfa.standing(account).state()));
    }
}
