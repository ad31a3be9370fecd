package org.sallyport.server.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Network;
import org.sallyport.core.policy.Limits.AccountPasswordInApps;
import org.sallyport.core.policy.Limits.CloseAccount;
import org.sallyport.core.policy.Limits.MissingContact;
import org.sallyport.core.policy.Limits.PasswordChanged;
import org.sallyport.core.secret.Secret;

/// Every key of the configuration file, in the order of the manual.
public final class Keys {
    static final Key<String> ORGANISATION_NAME = Key.required(
            "organisation.name",
            Kinds.LINE,
            "The organisation's name, as pages, mails and authenticator apps show it.",
            "Olive & Pine");

    static final Key<Path> DATA = Key.withDefault(
            "data",
            Kinds.PATH,
            "/var/lib/sallyport",
            "The folder of everything Sallyport keeps. The first start makes it, open to its owner alone. "
                    + "Relative paths, here and elsewhere, begin at the folder of this file.");
    static final Key<Path> KEYSET = new Key<>(
            "keyset",
            Kinds.PATH,
            new Key.WhenAbsent.Nothing("keys/keyset in the data folder"),
            "The file of the keys that protect everything in the database. The first start makes it (mode 0400). "
                    + "Back it up apart from the database: neither is of use without the other.",
            "/etc/sallyport/keyset");

    static final Key<StoreChoice.Kind> STORE_KIND = Key.withDefault(
            "store.kind",
            Kinds.choice(StoreChoice.Kind.class),
            "embedded",
            "`embedded` keeps the database in the data folder: one node, nothing to administer. "
                    + "`postgres` is for several nodes.");
    static final Key<String> STORE_URL = Key.required(
                    "store.postgres.url",
                    Kinds.JDBC_URL,
                    "Where the PostgreSQL database is, without a user or a password in it.",
                    "jdbc:postgresql://db.olive.example/sallyport")
            .orNothing("required with store.kind: postgres");
    static final Key<String> STORE_USER = Key.required(
                    "store.postgres.user", Kinds.LINE, "The database user, who owns the database.", "sallyport")
            .orNothing("required with store.kind: postgres");
    static final Key<Secret> STORE_PASSWORD = Key.required(
                    "store.postgres.password",
                    Kinds.SECRET,
                    "The database user's password, by reference.",
                    "file:/etc/sallyport/database.password")
            .orNothing("required with store.kind: postgres");

    static final Key<ListenAddress> WEB_LISTEN = Key.withDefault(
            "web.listen",
            Kinds.LISTEN,
            "127.0.0.1:8080",
            "Where the pages listen. An address that other machines reach needs web.tls.");
    static final Key<URI> WEB_PUBLIC_URL = Key.required(
            "web.public-url",
            Kinds.PUBLIC_URL,
            "The address people type. Links in mails begin with it, whatever a request says.",
            "https://mfa.olive.example");
    static final Key<Path> WEB_CERTIFICATE = Key.required(
                    "web.tls.certificate",
                    Kinds.FILE,
                    "The certificate chain of the pages (PEM). A renewed file is taken up without a restart.",
                    "/etc/sallyport/tls/fullchain.pem")
            .orNothing("plain HTTP, on this machine only");
    static final Key<Path> WEB_KEY = Key.required(
                    "web.tls.key",
                    Kinds.FILE,
                    "The key of the certificate (PEM, PKCS #8, not encrypted).",
                    "/etc/sallyport/tls/privkey.pem")
            .orNothing("required with web.tls.certificate");
    static final Key<Duration> SESSION_OVERALL = Key.withDefault(
            "web.session.overall",
            Kinds.DURATION_OF,
            "12h",
            "How long after signing in a browser has to sign in again, whatever happens. At most 24h.");
    static final Key<Duration> SESSION_IDLE = Key.withDefault(
            "web.session.idle",
            Kinds.DURATION_OF,
            "30m",
            "After how long without a click a browser has to sign in again.");

    static final Key<Network> TRUSTED_PROXIES = Key.required(
                    "web.trusted-proxies[]",
                    Kinds.NETWORK,
                    "Proxies before the pages whose word about the browser's address is taken (`X-Forwarded-For`).",
                    "192.0.2.7/32")
            .orNothing("nobody's word is taken");

    static final Key<EmailAddress> MAIL_FROM =
            Key.required("mail.from", Kinds.ADDRESS, "The sender of codes and notices.", "no-reply@olive.example");
    static final Key<Path> MAIL_OUTBOX = Key.required(
                    "mail.outbox",
                    Kinds.PATH,
                    "A folder that gets one .eml file a message, for another program to send. "
                            + "Either this or mail.smtp.host.",
                    "outbox")
            .orNothing("mail goes by SMTP");
    static final Key<String> SMTP_HOST = Key.required(
                    "mail.smtp.host",
                    Kinds.HOST_NAME,
                    "The mail relay. Either this or mail.outbox.",
                    "mail.olive.example")
            .orNothing("mail goes to mail.outbox");
    static final Key<Integer> SMTP_PORT = new Key<>(
            "mail.smtp.port",
            Kinds.wholeNumber(1, 65_535),
            new Key.WhenAbsent.Nothing("465 with tls, 587 with starttls, 25 with none"),
            "The relay's port.",
            "587");
    static final Key<Mail.Security> SMTP_SECURITY = Key.withDefault(
            "mail.smtp.security",
            Kinds.choice(Mail.Security.class),
            "starttls",
            "`tls` from the first byte, `starttls` (a relay that does not offer it gets nothing), "
                    + "or `none` for a relay on this machine.");
    static final Key<String> SMTP_USER = Key.required(
                    "mail.smtp.user", Kinds.LINE, "The user name at the relay.", "sallyport@olive.example")
            .orNothing("no sign-in at the relay");
    static final Key<Secret> SMTP_PASSWORD = Key.required(
                    "mail.smtp.password",
                    Kinds.SECRET,
                    "The password at the relay, by reference.",
                    "env:SALLYPORT_SMTP_PASSWORD")
            .orNothing("required with mail.smtp.user");
    static final Key<Path> SMTP_TRUST = Key.required(
                    "mail.smtp.trust",
                    Kinds.FILE,
                    "Certificates (PEM) to trust the relay by: its own, or that of whoever signed it.",
                    "/etc/sallyport/relay.pem")
            .orNothing("those that the machine trusts");

    static final Key<Integer> APP_PASSWORD_LENGTH = Key.withDefault(
            "policy.app-password-length",
            Kinds.oneOfNumbers(24, 16),
            "24",
            "Letters of a new app password. 16 only for apps that cut longer ones off: "
                    + "24 hold even if database and keyset are stolen together.");
    static final Key<Integer> APP_PASSWORDS_PER_ACCOUNT = Key.withDefault(
            "policy.app-passwords-per-account",
            Kinds.wholeNumber(1, 1000),
            "40",
            "How many app passwords somebody may hold at a time.");
    static final Key<Integer> GRACE_DAYS = Key.withDefault(
            "policy.grace-days",
            Kinds.wholeNumber(0, 365),
            "0",
            "For how many days after MFA became required somebody may put off *Set it up now*. Apps may use the account "
                    + "password until it is set up, with 0 however long that takes, otherwise for these days at most.");
    static final Key<MissingContact> MISSING_CONTACT = Key.withDefault(
            "policy.missing-contact",
            Kinds.choice(MissingContact.class),
            "ask",
            "What *Set it up now* does where no contact is on record: `ask` for one, demand an `onboarding-code` "
                    + "that an admin hands over, or `refuse`.");
    static final Key<AccountPasswordInApps> ACCOUNT_PASSWORD_IN_APPS = Key.withDefault(
            "policy.account-password-in-apps",
            Kinds.choice(AccountPasswordInApps.class),
            "by-mfa-state",
            "`by-mfa-state`: apps may use the account password until MFA is in force for its account. "
                    + "`never`: no app ever may.");

    static final Key<PasswordChanged> PASSWORD_CHANGED = Key.withDefault(
            "policy.password-changed",
            Kinds.choice(PasswordChanged.class),
            "keep",
            "What becomes of app passwords when the account password is changed, unless the person chooses otherwise: "
                    + "`keep`, `sleep` (they open nothing until the person wakes them) or `revoke`.");

    static final Key<Integer> REMEMBER_DEVICE_DAYS = Key.withDefault(
            "policy.remember-device-days",
            Kinds.wholeNumber(0, 90),
            "0",
            "For how many days a browser that has proved a second factor may be spared it at sign-in, where its person "
                    + "asks for that. App passwords, the password and administration ask for it all the same. 0: never.");

    static final Key<Path> LEAKED_PASSWORDS = Key.required(
                    "policy.leaked-passwords",
                    Kinds.FILE,
                    "A list of stolen passwords that nobody may choose: SHA-1 digests in order, a line each, as *Pwned "
                            + "Passwords* of Have I Been Pwned comes ordered by hash. It is searched where it lies.",
                    "pwned-passwords-sha1-ordered-by-hash.txt")
            .orNothing("no such list");

    static final Key<CloseAccount> CLOSE_ACCOUNT = Key.withDefault(
            "policy.close-account",
            Kinds.choice(CloseAccount.class),
            "off",
            "`by-person`: people may close their own accounts, which disables them and revokes their app passwords; an "
                    + "admin can enable them again. `off`: only admins disable accounts.");

    private static final List<Key<?>> BEFORE_LISTENERS = List.of(
            ORGANISATION_NAME,
            DATA,
            KEYSET,
            STORE_KIND,
            STORE_URL,
            STORE_USER,
            STORE_PASSWORD,
            WEB_LISTEN,
            WEB_PUBLIC_URL,
            WEB_CERTIFICATE,
            WEB_KEY,
            SESSION_OVERALL,
            SESSION_IDLE,
            TRUSTED_PROXIES);

    private static final List<Key<?>> AFTER_LISTENERS = List.of(
            MAIL_FROM,
            MAIL_OUTBOX,
            SMTP_HOST,
            SMTP_PORT,
            SMTP_SECURITY,
            SMTP_USER,
            SMTP_PASSWORD,
            SMTP_TRUST,
            APP_PASSWORD_LENGTH,
            APP_PASSWORDS_PER_ACCOUNT,
            GRACE_DAYS,
            MISSING_CONTACT,
            ACCOUNT_PASSWORD_IN_APPS,
            PASSWORD_CHANGED,
            REMEMBER_DEVICE_DAYS,
            LEAKED_PASSWORDS,
            CLOSE_ACCOUNT);

    /// Each listener declares its own; one line for each.
    private static final List<List<Key<?>>> OF_LISTENERS =
            List.of(VerifyKeys.ALL, RouteKeys.ALL, DovecotKeys.ALL, PostfixKeys.ALL, LdapKeys.ALL, DoveadmKeys.ALL);

    private static final List<Key<?>> ALL = Stream.of(
                    List.of(BEFORE_LISTENERS),
                    OF_LISTENERS,
                    List.of(
                            AFTER_LISTENERS,
                            StaffKeys.ALL,
                            TermsKeys.ALL,
                            MailboxKeys.ALL,
                            PhoneKeys.ALL,
                            ShipKeys.ALL,
                            WebhookKeys.ALL,
                            OpenIdKeys.ALL,
                            ScimKeys.ALL,
                            DeviceKeys.ALL,
                            SourceKeys.ALL))
            .flatMap(List::stream)
            .<Key<?>>flatMap(List::stream)
            .toList();

    private Keys() {}

    public static List<Key<?>> all() {
        return ALL;
    }
}
