package org.sallyport.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sallyport.core.caller.Network;
import org.sallyport.core.policy.Limits;

/// What keys mean together: the checks that need more than one of them, and the settings they make.
final class Together {
    private static final Duration LONGEST_SESSION = Duration.ofHours(24);
    private static final TlsKeys WEB_TLS = new TlsKeys(Keys.WEB_CERTIFICATE, Keys.WEB_KEY);

    private final Answers answers;

    Together(Answers answers) {
        this.answers = answers;
    }

    void check() {
        checkStore();
        WEB_TLS.check(answers, Keys.WEB_LISTEN);
        VerifyKeys.check(answers);
        DovecotKeys.check(answers);
        PostfixKeys.check(answers);
        LdapKeys.check(answers);
        checkPorts();
        checkSessions();
        checkMail();
        MailboxKeys.check(answers);
        PhoneKeys.check(answers);
        ShipKeys.check(answers);
        OpenIdKeys.check(answers);
        ScimKeys.check(answers);
        SourceKeys.check(answers);
    }

    /// Only after [#check] and without any problem.
    Settings settings() {
        var data = answers.require(Keys.DATA);
        var places = new Settings.Places(
                data,
                answers.find(Keys.KEYSET).orElse(data.resolve("keys").resolve("keyset")),
                answers.find(Keys.LEAKED_PASSWORDS));
        return new Settings(
                new Settings.Place(answers.require(Keys.ORGANISATION_NAME), places),
                store(data),
                web(),
                listeners(),
                ways(),
                SourceKeys.settings(answers),
                limits());
    }

    private void checkStore() {
        var postgres = List.of(Keys.STORE_URL, Keys.STORE_USER, Keys.STORE_PASSWORD);
        answers.find(Keys.STORE_KIND).ifPresent(kind -> {
            for (var key : postgres) {
                boolean written = answers.isWritten(key);
                if (kind == StoreChoice.Kind.POSTGRES && !written) {
                    answers.missing(key, "store.kind is postgres");
                } else if (kind == StoreChoice.Kind.EMBEDDED && written) {
                    answers.wrong(
                            key.path(), "is set, but store.kind is embedded; set it to postgres or leave this out");
                }
            }
        });
    }

    /// A port is one listener's; the same one may have it on several addresses.
    private void checkPorts() {
        var listeners = new HashMap<Integer, String>();
        listens().forEach((path, address) -> {
            var listener = path.replaceAll("\\[[0-9]+]$", "");
            var first = listeners.putIfAbsent(address.port(), listener);
            if (first != null && !first.equals(listener)) {
                answers.wrong(path, "needs a port of its own, found " + address.port() + " as in " + first);
            }
        });
    }

    /// Every address that something listens on, by its path.
    private Map<String, ListenAddress> listens() {
        var listens = new LinkedHashMap<String, ListenAddress>();
        answers.find(Keys.WEB_LISTEN).ifPresent(address -> listens.put(Keys.WEB_LISTEN.path(), address));
        listens.putAll(VerifyKeys.listens(answers));
        listens.putAll(DovecotKeys.listens(answers));
        listens.putAll(PostfixKeys.listens(answers));
        listens.putAll(LdapKeys.listens(answers));
        return listens;
    }

    private void checkSessions() {
        var overall = answers.find(Keys.SESSION_OVERALL);
        overall.filter(length -> length.compareTo(LONGEST_SESSION) > 0)
                .ifPresent(length -> answers.wrong(Keys.SESSION_OVERALL.path(), "needs 24h at most"));
        if (overall.isPresent()
                && answers.find(Keys.SESSION_IDLE)
                        .filter(idle -> idle.compareTo(overall.get()) > 0)
                        .isPresent()) {
            answers.wrong(Keys.SESSION_IDLE.path(), "needs at most the length of web.session.overall");
        }
    }

    private void checkMail() {
        boolean outbox = answers.isWritten(Keys.MAIL_OUTBOX);
        boolean smtp = answers.isWritten(Keys.SMTP_HOST);
        if (outbox && smtp) {
            answers.wrong(Keys.MAIL_OUTBOX.path(), "is set, but mail.smtp.host is too; one of the two");
        }
        if (!outbox && !smtp) {
            answers.wrong("mail", "needs smtp.host (a mail relay) or outbox (a folder): codes have to reach people");
        }
        for (var key :
                List.of(Keys.SMTP_PORT, Keys.SMTP_SECURITY, Keys.SMTP_USER, Keys.SMTP_PASSWORD, Keys.SMTP_TRUST)) {
            if (answers.isWritten(key) && !smtp) {
                answers.wrong(key.path(), "is set, but mail.smtp.host is not");
            }
        }
        boolean user = answers.isWritten(Keys.SMTP_USER);
        if (user != answers.isWritten(Keys.SMTP_PASSWORD)) {
            var absent = user ? Keys.SMTP_PASSWORD : Keys.SMTP_USER;
            answers.wrong(absent.path(), "is missing; mail.smtp.user and mail.smtp.password come together");
        }
        var security = answers.find(Keys.SMTP_SECURITY).filter(s -> s == Mail.Security.NONE);
        if (security.isPresent() && answers.isWritten(Keys.SMTP_TRUST)) {
            answers.wrong(Keys.SMTP_TRUST.path(), "is set, but mail.smtp.security is none");
        }
        var host = answers.find(Keys.SMTP_HOST);
        if (security.isPresent() && host.isPresent() && !new ListenAddress(host.get(), 25).isLoopback()) {
            answers.wrong(
                    Keys.SMTP_SECURITY.path(),
                    "needs tls or starttls for a relay on another machine, found \"none\": codes would cross the network in clear");
        }
    }

    private StoreChoice store(Path data) {
        return switch (answers.require(Keys.STORE_KIND)) {
            case EMBEDDED -> new StoreChoice.Embedded(data);
            case POSTGRES ->
                new StoreChoice.Postgres(
                        answers.require(Keys.STORE_URL),
                        answers.require(Keys.STORE_USER),
                        answers.require(Keys.STORE_PASSWORD));
        };
    }

    private Settings.Web web() {
        var sessions = new Settings.Sessions(
                answers.require(Keys.SESSION_OVERALL), answers.require(Keys.SESSION_IDLE), StaffKeys.settings(answers));
        return new Settings.Web(
                answers.require(Keys.WEB_LISTEN),
                answers.require(Keys.WEB_PUBLIC_URL),
                WEB_TLS.settings(answers),
                sessions,
                proxies(),
                new Settings.Federation(OpenIdKeys.settings(answers), ScimKeys.settings(answers)));
    }

    private List<Network> proxies() {
        return IntStream.range(0, answers.entries(Keys.TRUSTED_PROXIES.list().orElseThrow()))
                .mapToObj(i -> answers.find(Keys.TRUSTED_PROXIES, i).orElseThrow())
                .toList();
    }

    private Listeners listeners() {
        return new Listeners(
                VerifyKeys.settings(answers),
                DovecotKeys.settings(answers),
                PostfixKeys.settings(answers),
                LdapKeys.settings(answers));
    }

    private Settings.Ways ways() {
        return new Settings.Ways(
                mail(),
                PhoneKeys.settings(answers),
                MailboxKeys.settings(answers),
                ShipKeys.settings(answers),
                WebhookKeys.settings(answers),
                DeviceKeys.submission(answers));
    }

    private Mail mail() {
        var from = answers.require(Keys.MAIL_FROM);
        var outbox = answers.find(Keys.MAIL_OUTBOX);
        if (outbox.isPresent()) {
            return new Mail(from, new Mail.Way.Outbox(outbox.get()));
        }
        var security = answers.require(Keys.SMTP_SECURITY);
        var login = answers.find(Keys.SMTP_USER).map(user -> new Mail.Login(user, answers.require(Keys.SMTP_PASSWORD)));
        int port = answers.find(Keys.SMTP_PORT).orElse(security.usualPort());
        var trust = answers.find(Keys.SMTP_TRUST);
        return new Mail(from, new Mail.Way.Smtp(answers.require(Keys.SMTP_HOST), port, security, login, trust));
    }

    private Limits limits() {
        return new Limits(
                answers.require(Keys.APP_PASSWORD_LENGTH),
                answers.require(Keys.APP_PASSWORDS_PER_ACCOUNT),
                Duration.ofDays(answers.require(Keys.GRACE_DAYS)),
                answers.require(Keys.MISSING_CONTACT),
                answers.require(Keys.ACCOUNT_PASSWORD_IN_APPS),
                TermsKeys.settings(answers),
                new Limits.Upkeep(
                        answers.require(Keys.PASSWORD_CHANGED),
                        Duration.ofDays(answers.require(Keys.REMEMBER_DEVICE_DAYS)),
                        answers.require(Keys.CLOSE_ACCOUNT)));
    }
}
