package org.sallyport.server.store.sql;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Changes;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.Deletion;
import org.sallyport.core.account.Deletions;
import org.sallyport.core.account.EarlierPasswords;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.PosixAccounts;
import org.sallyport.core.account.PosixGroups;
import org.sallyport.core.account.PosixIds;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.ApiTokens;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.Lifetime;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.apppassword.Uses;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceCard;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.Devices;
import org.sallyport.core.device.HourlyCap;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.enrollment.Enrollment;
import org.sallyport.core.enrollment.EnrollmentBook;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Person;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkeys;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Requirement;
import org.sallyport.core.policy.Requirements;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.recovery.RecoveryCode;
import org.sallyport.core.recovery.RecoveryCodeBook;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.session.BrowserSession;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.session.RememberedDevice;
import org.sallyport.core.session.RememberedDevices;
import org.sallyport.core.store.Books;

/// Something in every book, for two people: what is to be kept, moved about or sealed anew.
final class FullBooks {
    static final Person ELENI = Fixtures.eleni();
    static final Person MARIA = Fixtures.maria();
    static final Enrollment ELENIS_WAY = enrollment(ELENI.id(), Step.PROVE_METHOD, 1);
    static final Enrollment MARIAS_WAY = enrollment(MARIA.id(), Step.NEXT, 2);
    static final Challenge ELENIS_CHALLENGE = challenge(ELENI.id(), Challenge.Purpose.CONTACT, 1);
    static final Challenge MARIAS_CHALLENGE = challenge(MARIA.id(), Challenge.Purpose.ONBOARDING, 2);
    static final BrowserSession ELENIS_BROWSER = browser(ELENI.id(), 1);
    static final BrowserSession MARIAS_BROWSER = browser(MARIA.id(), 2);
    static final RememberedDevice ELENIS_DEVICE = device(ELENI.id(), 1);
    static final RememberedDevice MARIAS_DEVICE = device(MARIA.id(), 2);
    static final ApiToken ELENIS_TOKEN = token(ELENI.id(), 1);
    static final ApiToken MARIAS_TOKEN = token(MARIA.id(), 2);
    static final Notice NOTICE = notice("271828");
    static final Notice OTHER_NOTICE = notice("314159");

    static final String WHY = "550 5.1.1 nobody lives here";

    private FullBooks() {}

    static void fill(Books books) {
        ELENI.enterInto(books);
        MARIA.enterInto(books);
        Methods.in(books).add(Fixtures.authenticatorApp(MARIA.id()));
        Methods.in(books).add(Fixtures.passkey(ELENI.id(), 1));
        Methods.in(books).add(Fixtures.passkey(MARIA.id(), 2));
        AppPasswordBook.in(books)
                .add(tied(Fixtures.appPassword(MARIA.id(), "Laptop")).asleepSince(Fixtures.NOW));
        RecoveryCodeBook.in(books).replaceAll(ELENI.id(), List.of(recoveryCode(ELENI.id(), 1)));
        RecoveryCodeBook.in(books).replaceAll(MARIA.id(), List.of(recoveryCode(MARIA.id(), 2)));
        EarlierPasswords.in(books).put(new EarlierPasswords.Earlier(ELENI.id(), "$olives$", Fixtures.NOW));
        EarlierPasswords.in(books)
                .put(new EarlierPasswords.Earlier(MARIA.id(), "$pines$", Fixtures.NOW.plusSeconds(9)));
        List.of(ELENI, MARIA).forEach(p -> Deletions.in(books).put(deletion(p)));
        Requirements.in(books)
                .set(new Requirement(new Subject.Person(ELENI.id()), MfaState.Required.YES, Fixtures.NOW));
        Requirements.in(books)
                .set(new Requirement(
                        new Subject.Person(MARIA.id()), MfaState.Required.NO, Fixtures.NOW.plusSeconds(9)));
        List.of(ELENI, MARIA).forEach(p -> StaffBooks.fill(books, p));
        List.of(ELENIS_WAY, MARIAS_WAY).forEach(EnrollmentBook.in(books)::open);
        List.of(ELENIS_CHALLENGE, MARIAS_CHALLENGE).forEach(Challenges.in(books)::open);
        List.of(ELENIS_BROWSER, MARIAS_BROWSER).forEach(BrowserSessions.in(books)::add);
        List.of(ELENIS_DEVICE, MARIAS_DEVICE).forEach(RememberedDevices.in(books)::add);
        Devices.in(books).put(scanner(ELENI.id(), 1));
        Devices.in(books).put(scanner(MARIA.id(), 2));
        List.of(ELENIS_TOKEN, MARIAS_TOKEN).forEach(ApiTokens.in(books)::add);
        List.of(NOTICE, OTHER_NOTICE).forEach(Notices.in(books)::add);
        bury(books);
        posix(books, ELENI.id(), 10_001);
        posix(books, MARIA.id(), 20_001);
        Changes.in(books).changed(ELENI.id());
        AuditLog.in(books)
                .append(AuditEvent.of(
                        AuditKind.ACCOUNT_ADDED, ELENI.id(), new Actor.Operator(), Fixtures.NOW, Map.of("by", "demo")));
    }

    /// Looks at all there is, of both, except notices.
    static final List<Consumer<Books>> LOOKS =
            Stream.concat(ofPeople().stream(), StaffBooks.LOOKS.stream()).toList();

    private static List<Consumer<Books>> ofPeople() {
        return List.of(
                books -> List.of(ELENI, MARIA).forEach(p -> {
                    Accounts.in(books).find(p.id());
                    Accounts.in(books).named(p.account().username());
                }),
                books -> Accounts.in(books).staff(),
                books -> PosixAccounts.in(books).of(List.of(ELENI.id(), MARIA.id())),
                books ->
                        List.of(ELENI, MARIA).forEach(p -> PosixGroups.in(books).gid(new GroupName(p.id().toString()))),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> CredentialsBook.in(books).find(p.id())),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> EarlierPasswords.in(books).find(p.id())),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> Requirements.in(books).find(new Subject.Person(p.id()))),
                books -> List.of(ELENI, MARIA).forEach(p -> Deletions.in(books).find(p.id())),
                books -> Requirements.in(books).shared(),
                books -> List.of(ELENI, MARIA).forEach(p -> Methods.in(books).heldBy(p.id())),
                books -> List.of(1, 2).forEach(i -> Passkeys.in(books).find(Fixtures.credentialId(i))),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> RecoveryCodeBook.in(books).heldBy(p.id())),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> EnrollmentBook.in(books).find(p.id())),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> List.of(Challenge.Purpose.values())
                                .forEach(purpose -> Challenges.in(books).of(p.id(), purpose))),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> AppPasswordBook.in(books).heldBy(p.id())),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> BrowserSessions.in(books).of(p.id())),
                books -> List.of(ELENIS_DEVICE, MARIAS_DEVICE)
                        .forEach(d -> RememberedDevices.in(books).find(d.key())),
                books -> List.of(ELENI, MARIA)
                        .forEach(p -> RememberedDevices.in(books).of(p.id())),
                books -> List.of(ELENI, MARIA).forEach(p -> Devices.in(books).find(p.id())),
                books -> List.of(ELENI, MARIA).forEach(p -> ApiTokens.in(books).of(p.id())),
                books -> List.of(ELENIS_TOKEN, MARIAS_TOKEN)
                        .forEach(t -> ApiTokens.in(books).find(t.digest())),
                books -> List.of(ELENIS_BROWSER, MARIAS_BROWSER)
                        .forEach(b -> BrowserSessions.in(books).find(b.key())));
    }

    private static Deletion deletion(Person person) {
        boolean first = person.equals(ELENI);
        var asked = Fixtures.NOW.plusSeconds(first ? 0 : 9);
        return new Deletion(
                person.id(),
                asked,
                asked.plusSeconds(first ? 99 : 999),
                first ? Account.Status.ACTIVE : Account.Status.DISABLED,
                Optional.of(asked.plusSeconds(100)));
    }

    /// A group of the same name besides, so that its row too can be found by whom it is about.
    private static void posix(Books books, AccountId account, long number) {
        PosixAccounts.in(books).set(account, new PosixIds(number, number, "/home/" + number, "/bin/sh" + number));
        PosixGroups.in(books).set(new GroupName(account.toString()), number);
    }

    /// Everything that hangs on a first use is there.
    private static AppPassword tied(AppPassword plain) {
        var ties = new Ties(
                Set.of(Protocol.Family.MAIL),
                Set.of(Network.parse("203.0.113.0/24").orElseThrow()));
        var lifetime = new Lifetime(
                Fixtures.NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Fixtures.NOW.plusSeconds(600)),
                Optional.of(Fixtures.NOW.plusSeconds(1500)));
        return new AppPassword(
                plain.id(),
                plain.account(),
                plain.label(),
                plain.digest(),
                plain.scope(),
                lifetime,
                Uses.of(new FirstUse.Happened(Fixtures.NOW.plusSeconds(700), ties)));
    }

    /// Different in every column.
    private static Device scanner(AccountId account, int number) {
        Digest token = Fixtures.keyset().digest(Purpose.ONE_TIME_CODE, account.bytes(), new byte[] {2});
        var limits = new DeviceLimits(
                Set.of(new MailPattern("scan" + number + "@olive.example")),
                Set.of(new MailPattern("olive" + number + ".example")),
                new HourlyCap(10 + number, 20 + number),
                Set.of(number == 1 ? Protocol.SMTP : Protocol.IMAP),
                Set.of(Network.parse("192.0.2." + number).orElseThrow()),
                Optional.of(Fixtures.NOW.plusSeconds(number)));
        var card = new DeviceCard(
                token, Fixtures.NOW.plusSeconds(2 + number), Fixtures.NOW.plusSeconds(100 + number), account);
        var standing = number == 1 ? Device.Standing.WORKS : Device.Standing.PAUSED_BY_FLOOD;
        return new Device(account, account, limits, standing, Fixtures.NOW.plusSeconds(number), Optional.of(card));
    }

    private static RecoveryCode recoveryCode(AccountId account, int number) {
        return new RecoveryCode(MethodId.fresh(), account, "$plain$of " + account, Fixtures.NOW.plusSeconds(number));
    }

    private static Enrollment enrollment(AccountId account, Step step, int number) {
        var id = UUID.randomUUID();
        var sealed = seal().seal(
                        new Seal.Place("enrollment", "secret", id.toString()),
                        Fixtures.generator().bytes(20));
        var pending = new Enrollment.Pending(
                Method.Kind.AUTHENTICATOR_APP, sealed, Fixtures.NOW.plusSeconds(number), step == Step.NEXT, number);
        return new Enrollment(
                id,
                account,
                new Enrollment.Place(step == Step.NEXT ? Enrollment.Aim.FIRST : Enrollment.Aim.ANOTHER, step),
                Optional.of(pending),
                Fixtures.NOW.plusSeconds(number),
                Fixtures.NOW.plus(Duration.ofMinutes(30 + number)),
                number);
    }

    private static Challenge challenge(AccountId account, Challenge.Purpose purpose, int number) {
        var digest = Fixtures.keyset().digest(Purpose.ONE_TIME_CODE, account.bytes());
        var expires = Fixtures.NOW.plus(Duration.ofMinutes(10 + number));
        return new Challenge(UUID.randomUUID(), account, purpose, "of " + account, digest, expires);
    }

    private static BrowserSession browser(AccountId account, int number) {
        Digest key = Fixtures.keyset().digest(Purpose.SESSION, account.bytes());
        var sealed = seal().seal(new Seal.Place("browser_session", "content", key.text()), new byte[] {1, 2, 3});
        return new BrowserSession(
                key,
                Optional.of(account),
                Fixtures.NOW.plusSeconds(number),
                Fixtures.NOW.plusSeconds(10 + number),
                Fixtures.NOW.plus(Duration.ofHours(12 + number)),
                sealed);
    }

    private static RememberedDevice device(AccountId account, int number) {
        Digest key = Fixtures.keyset().digest(Purpose.SESSION, account.bytes(), new byte[] {1});
        var sealed = seal().seal(new Seal.Place("remembered_device", "content", key.text()), new byte[] {1, 2, 3});
        return new RememberedDevice(
                key,
                UUID.randomUUID(),
                account,
                Fixtures.NOW.plusSeconds(number),
                Fixtures.NOW.plusSeconds(10 + number),
                Fixtures.NOW.plus(Duration.ofDays(12 + number)),
                sealed);
    }

    private static ApiToken token(AccountId maker, int number) {
        var scope = number == 1 ? Permission.PEOPLE_SEE : Permission.POLICY_CHANGE;
        var id = UUID.randomUUID();
        return new ApiToken(
                id,
                new ApiToken.Holder(maker, number == 1 ? ApiToken.Kind.PERSONAL : ApiToken.Kind.CLIENT, id),
                new Allowance("Token " + number, Set.of(scope), Set.of()),
                Fixtures.keyset().digest(Purpose.API_TOKEN, maker.bytes()),
                Fixtures.NOW.plusSeconds(number),
                Fixtures.NOW.plus(Duration.ofDays(12 + number)),
                Optional.empty());
    }

    private static void bury(Books books) {
        var told = Notice.toOwner(Notice.Kind.APP_PASSWORD_MADE, ELENI.account(), Map.of(), Fixtures.NOW);
        var dead = told.orElseThrow();
        Notices.in(books).add(dead);
        Notices.in(books).claim(Fixtures.NOW, Fixtures.NOW, 9);
        Notices.in(books).died(dead.id(), WHY, Fixtures.NOW);
    }

    private static Notice notice(String code) {
        var values = Map.of("code", code, "minutes", "10");
        var to = new EmailAddress("eleni.home@pine.example");
        return Notice.of(Notice.Kind.CONTACT_CODE, to, Locale.of("el"), values, Fixtures.NOW);
    }

    static Seal seal() {
        return new Seal(Fixtures.keyset(), Fixtures.generator());
    }
}
