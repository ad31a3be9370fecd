package org.sallyport.core.policy;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordRequest;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.directory.Blocklist;
import org.sallyport.core.directory.LocalAccounts;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.directory.SettingPassword;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.roster.Indexer;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.signin.KnownDevice;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.upkeep.IdleRound;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

/// That each key acts where it says, on the very next attempt, for somebody who was there before it was decided.
class PolicyChangeTest {
    /// Whether a policy shows in what happens to Eleni.
    private interface Effect {
        boolean isThere(PolicyChangeTest test);
    }

    /// A value that is not the standard one, and how it shows.
    private record Proof(String value, Effect effect) {}

    private static final Blocklist LISTING_EVERYTHING =
            (password, words) -> Optional.of(PasswordWeakness.GUESSED_EARLY);

    private static final Map<String, Proof> PROOFS = Map.ofEntries(
            entry("account-password-in-apps", new Proof("never", test -> !test.mayUseAccountPassword())),
            entry("grace-days", new Proof("7", test -> test.graceOfNikos().equals(Duration.ofDays(7)))),
            entry(
                    "missing-contact",
                    new Proof(
                            "refuse", test -> test.policy().limits().missingContact() == Limits.MissingContact.REFUSE)),
            entry("methods", new Proof("passkeys", PolicyChangeTest::mayNotSetUpAnApp)),
            entry("contact-mailbox", new Proof("another", PolicyChangeTest::mayNotUseItsOwnMailbox)),
            entry(
                    "contact-domains",
                    new Proof(
                            "pine.example",
                            test -> !test.olive.enrollments.mayGive(
                                    test.eleni.id(), new EmailAddress("eleni@elm.example")))),
            entry("app-passwords", new Proof("not-allowed", test -> test.isRefused(Rejection.NO_APP_PASSWORDS))),
            entry("app-password-delay", new Proof("target", test -> test.isNewOneRefused(Rejection.NOT_YET))),
            entry(
                    "app-password-length",
                    new Proof("16", test -> test.fresh().secret().length() == 16)),
            entry("app-passwords-per-account", new Proof("1", test -> test.issue() instanceof Issuing.TooMany)),
            entry("app-passwords-unused-die-after", new Proof("1", PolicyChangeTest::diesWithinTwoMinutes)),
            entry("app-passwords-bind-on-first-use", new Proof("network", PolicyChangeTest::isTiedToItsNetwork)),
            entry("app-passwords-usual-days", new Proof("90", test -> test.expiresWithin(90))),
            entry("app-passwords-longest-days", new Proof("60", test -> test.expiresWithin(60))),
            entry(
                    "app-passwords-sleep-after-days",
                    new Proof("30", test -> test.isRefusedAfterDays(31, Rejection.PUT_TO_SLEEP))),
            entry(
                    "app-passwords-end-after-days",
                    new Proof("30", test -> test.isRefusedAfterDays(31, Rejection.REVOKED))),
            entry("app-passwords-open-mail", new Proof("not-allowed", test -> test.isClosed(Protocol.IMAP))),
            entry("app-passwords-open-calendars", new Proof("not-allowed", test -> test.isClosed(Protocol.DAV))),
            entry("app-passwords-open-directory", new Proof("not-allowed", test -> test.isClosed(Protocol.LDAP))),
            entry("app-passwords-open-network", new Proof("not-allowed", test -> test.isClosed(Protocol.RADIUS))),
            entry("app-passwords-open-web", new Proof("not-allowed", test -> test.isClosed(Protocol.HTTP))),
            entry("password-length", new Proof("30", test -> !test.mayTakePassword(Blocklist.NONE))),
            entry("password-blocklist", new Proof("off", test -> test.mayTakePassword(LISTING_EVERYTHING))),
            entry(
                    "password-changed",
                    new Proof(
                            "revoke", test -> test.olive.passwords.usual(test.eleni) == Limits.PasswordChanged.REVOKE)),
            entry(
                    "remember-device-days",
                    new Proof(
                            "30",
                            test -> test.olive.devices.granted(test.eleni.id()).equals(Duration.ofDays(30)))),
            entry("remember-device-networks", new Proof("10.0.0.0/8", test -> !test.isSparedAt("192.0.2.7"))),
            entry(
                    "close-account",
                    new Proof(
                            "by-person",
                            test -> test.olive.closing(OpenConnections.NOWHERE).isAllowed(test.eleni))));

    private final Organisation olive = new Organisation(
            new MemoryStore(Fixtures.keyset()),
            Fixtures.keyset(),
            Limits.standard().with(new AppPasswordTerms(Optional.empty(), Tying.OFF, Set.of(), Set.of())));
    private final Account eleni = olive.enforced("eleni");
    private final Account nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());
    private final Issuing.Issued phone = olive.issue(eleni, Scope.everything());

    static Stream<PolicyKey<?>> keys() {
        return PolicyKeys.ALL.stream();
    }

    @Test
    void everyKeyHasAProof() {
        assertThat(PROOFS.keySet())
                .containsExactlyInAnyOrderElementsOf(keys().map(PolicyKey::code).toList());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKeyActsOnTheNextAttempt(PolicyKey<?> key) {
        var proof = proof(key);
        long before = latest();
        olive.mfa
                .policies()
                .decide(new Subject.Everybody(), Map.of(key, Optional.of(proof.value())), new Actor.Operator());

        assertThat(latest()).as("every node drops its snapshots").isGreaterThan(before);
        assertThat(proof.effect().isThere(this)).as(key.code()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void whatAProofLooksForIsNotThereBefore(PolicyKey<?> key) {
        assertThat(proof(key).effect().isThere(this)).as(key.code()).isFalse();
    }

    private static Proof proof(PolicyKey<?> key) {
        return Objects.requireNonNull(PROOFS.get(key.code()), key.code());
    }

    private long latest() {
        return olive.store.transact(books -> Changes.in(books).latest());
    }

    private Policy policy() {
        return olive.mfa.policies().of(eleni);
    }

    private boolean mayUseAccountPassword() {
        return olive.verify("nikos", Organisation.PASSWORD, Protocol.IMAP) instanceof Verdict.Accepted;
    }

    private Duration graceOfNikos() {
        olive.requireMfa(nikos);
        return Duration.between(
                olive.clock.instant(), olive.mfa.standing(nikos).graceEnds().orElseThrow());
    }

    private boolean mayNotSetUpAnApp() {
        olive.requireMfa(nikos);
        olive.enrollments.begin(nikos.id());
        return !(olive.enrollments.authenticatorApp().choose(nikos.id()) instanceof Progress.Moved);
    }

    private boolean mayNotUseItsOwnMailbox() {
        var zoe = olive.add("zoe@olive.example", Account.Role.PERSON, Optional.empty());
        return !olive.enrollments.mayGive(zoe.id(), new EmailAddress("zoe@olive.example"));
    }

    private boolean mayTakePassword(Blocklist list) {
        var accounts = new LocalAccounts(olive.store, olive.mfa, olive.hasher, list, olive.generator, olive.clock);
        var password = Secret.of("olives are pressed");
        var set = accounts.setPassword(eleni.id(), password, new Actor.Operator(), (books, owner, now) -> {});
        return set instanceof SettingPassword.PasswordSet;
    }

    private boolean isSparedAt(String address) {
        var days = PolicyKeys.find("remember-device-days").orElseThrow();
        olive.mfa.policies().decide(new Subject.Everybody(), Map.of(days, Optional.of("30")), new Actor.Operator());
        var seen = new KnownDevice.Seen(Source.ofLiteral(address), Optional.empty());
        var changed = olive.store
                .transact(books -> CredentialsBook.in(books).find(eleni.id()))
                .orElseThrow()
                .passwordChanged();
        var token = olive.devices.remember(eleni.id(), changed, seen).orElseThrow();
        return olive.devices.recognise(eleni.id(), changed, token, seen).isPresent();
    }

    private Issuing issue() {
        return olive.appPasswords.issue(new AppPasswordRequest(
                eleni.id(), new Label("Laptop"), Scope.everything(), Optional.empty(), olive.clock.instant()));
    }

    private Issuing.Issued fresh() {
        return (Issuing.Issued) issue();
    }

    private Verdict sends(Issuing.Issued appPassword, Protocol protocol) {
        return olive.verify("eleni", appPassword.secret().reveal(), protocol);
    }

    private boolean isRefused(Rejection why) {
        return sends(phone, Protocol.IMAP).equals(new Verdict.Rejected(why));
    }

    private boolean isNewOneRefused(Rejection why) {
        return sends(fresh(), Protocol.IMAP).equals(new Verdict.Rejected(why));
    }

    private boolean isClosed(Protocol protocol) {
        return sends(phone, protocol).equals(new Verdict.Rejected(Rejection.PROTOCOL_OUT_OF_SCOPE));
    }

    private boolean diesWithinTwoMinutes() {
        var made = fresh();
        olive.clock.forward(Duration.ofMinutes(2));
        return sends(made, Protocol.IMAP).equals(new Verdict.Rejected(Rejection.NEVER_USED));
    }

    private boolean isTiedToItsNetwork() {
        var made = fresh();
        sends(made, Protocol.IMAP);
        return olive.verifyFrom("198.51.100.7", "eleni", made.secret().reveal())
                .equals(new Verdict.Rejected(Rejection.ELSEWHERE));
    }

    private boolean expiresWithin(int days) {
        var end = Optional.of(fresh().made()).map(AppPassword::lifetime).flatMap(lifetime -> lifetime.expires());
        return end.equals(Optional.of(olive.clock.instant().plus(Duration.ofDays(days))));
    }

    private boolean isRefusedAfterDays(int days, Rejection why) {
        olive.clock.forward(Duration.ofDays(days));
        new Indexer(olive.store, olive.mfa, olive.clock).follow();
        new IdleRound(olive.store, olive.mfa.policies(), olive.clock).go();
        return isRefused(why);
    }
}
