package org.sallyport.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.policy.Limits;

class SettingsFileTest {
    private static final String EVERY_KEY = """
            organisation: {name: Pine & Olive}
            data: state
            keyset: secrets/keyset
            store:
              kind: postgres
              postgres:
                url: jdbc:postgresql://db.example/sallyport
                user: porter
                password: env:DATABASE
            web:
              listen: "*:8443"
              public-url: https://mfa.olive.example:8443/
              tls: {certificate: chain.pem, key: key.pem}
              session: {overall: 1d, idle: 45s}
              trusted-proxies: [192.0.2.7]
            listeners:
              verify:
                listen: "[::]:9443"
                sockets: [{path: /run/verify}]
                tls:
                  certificate: chain.pem
                  key: key.pem
                  others: [{certificate: chain.pem, key: key.pem}]
                callers: [192.0.2.25, 192.0.2.26]
                proxies: [192.0.2.7]
                caps: {connections: 99, per-source: 33, unproved-per-source: 11}
                servers:
                  - name: dovecot-1
                    token: file:token
                  - name: dovecot-2
                    token: env:TOKEN
                    role: asks-and-reports
                forward-auth:
                  realm: Olives only
                  trusted-proxies: [192.0.2.8, 2001:db8::/32]
                nginx-mail: {imap: "127.0.0.1:143", pop3: "192.0.2.25:110", smtp: "[2001:db8::25]:587"}
              dovecot:
                listen: ["127.0.0.1:9089", "192.0.2.1:9089"]
                sockets:
                  - path: /run/auth
                  - {path: private/auth, mode: "640", owner: postfix, group: mail}
                tls: {certificate: chain.pem, key: key.pem}
                callers: 192.0.2.25
                caps: {per-source: 64}
                asker: postfix-1
                outage: close
                userdb: {path: /run/userdb, mode: 0600}
              ldap:
                listen: ["127.0.0.1:389"]
                listen-tls: "*:636"
                sockets: [{path: /run/ldapi}]
                caps: {connections: 2048}
                tls: {certificate: chain.pem, key: key.pem}
                suffix: dc=olive,dc=example
                in-clear-from: [192.0.2.0/24]
                proxies: [192.0.2.7]
                services:
                  - name: nextcloud
                    password: file:token
                    base: cloud
                    protocol: http
                  - {name: dovecot, account: dovecot@olive.example, protocol: imap, outage: close}
            doveadm:
              servers:
                - {name: dovecot-1, url: "http://localhost:8443", api-key: env:TOKEN, kick: app-password}
            mail:
              from: door@olive.example
              smtp: {host: mail.olive.example, port: 2465, security: tls, user: door, password: env:MAIL, trust: chain.pem}
            policy: {app-password-length: 16, app-passwords-per-account: 7, grace-days: 14,
              missing-contact: onboarding-code, account-password-in-apps: never, password-changed: sleep, remember-device-days: 30,
              close-account: by-person}
            """;

    private static final Limits EVERY_LIMIT = new Limits(
                    16,
                    7,
                    Duration.ofDays(14),
                    Limits.MissingContact.ONBOARDING_CODE,
                    Limits.AccountPasswordInApps.NEVER)
            .with(new Limits.Upkeep(Limits.PasswordChanged.SLEEP, Duration.ofDays(30), Limits.CloseAccount.BY_PERSON));

    private static final String SMALLEST = """
            organisation:
              name: Olive & Pine
            web:
              public-url: https://mfa.olive.example
            mail:
              from: no-reply@olive.example
              outbox: outbox
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void layOutFiles() throws IOException {
        Files.writeString(folder.resolve("chain.pem"), "chain");
        Files.writeString(folder.resolve("key.pem"), "key");
        Files.writeString(folder.resolve("token"), "0123456789abcdef0123456789abcdef\n");
    }

    @Test
    void defaultsAreThese() {
        var settings = valid(SMALLEST);

        assertThat(settings.organisation()).isEqualTo("Olive & Pine");
        assertThat(settings.places())
                .isEqualTo(new Settings.Places(
                        Path.of("/var/lib/sallyport"), Path.of("/var/lib/sallyport/keys/keyset"), Optional.empty()));
        assertThat(settings.store()).isEqualTo(new StoreChoice.Embedded(Path.of("/var/lib/sallyport")));
        assertThat(settings.web())
                .isEqualTo(new Settings.Web(
                        new ListenAddress("127.0.0.1", 8080),
                        URI.create("https://mfa.olive.example"),
                        Optional.empty(),
                        new Settings.Sessions(Duration.ofHours(12), Duration.ofMinutes(30), StaffKeysTest.NOBODY_SAYS),
                        List.of(),
                        new Settings.Federation(List.of(), List.of())));
        assertThat(settings.verify().listening())
                .isEqualTo(listening(new Listening.Caps(1024, 256, 256), new ListenAddress("127.0.0.1", 8081)));
        assertThat(settings.verify().servers()).isEmpty();
        assertThat(settings.verify().routes()).isEqualTo(new Settings.Routes("Sallyport", List.of(), Map.of()));
        assertThat(settings.listeners().dovecot()).isEmpty();
        assertThat(settings.mail())
                .isEqualTo(new Mail(
                        new EmailAddress("no-reply@olive.example"),
                        new Mail.Way.Outbox(folder.toAbsolutePath().resolve("outbox"))));
        assertThat(settings.limits()).isEqualTo(Limits.standard());
    }

    @Test
    void everyKeyOfLdapMaps() {
        var ldap = valid(EVERY_KEY).listeners().ldap().orElseThrow();
        assertThat(ldap.listening())
                .isEqualTo(new Listening(
                        List.of(new ListenAddress("127.0.0.1", 389)),
                        List.of(new ListenAddress("*", 636)),
                        List.of(socket(Path.of("/run/ldapi"), "rw-rw----")),
                        List.of(tls()),
                        new Listening.Networks(List.of(), List.of(network("192.0.2.7/32"))),
                        new Listening.Caps(2048, 1024, 256)));
        assertThat(ldap.suffix()).isEqualTo("dc=olive,dc=example");
        assertThat(ldap.inClear()).extracting(Object::toString).containsExactly("192.0.2.0/24");
        assertThat(ldap.services()).extracting(Ldap.Service::name).containsExactly("nextcloud", "dovecot");
        assertThat(ldap.services()).extracting(Ldap.Service::protocol).containsExactly(Protocol.HTTP, Protocol.IMAP);
        assertThat(ldap.services().getFirst().outage()).isEqualTo(Ldap.Outage.ANSWER);
        assertThat(ldap.services().getLast().outage()).isEqualTo(Ldap.Outage.CLOSE);
        assertThat(ldap.services().getFirst().base()).contains("cloud");
        assertThat(ldap.services().getFirst().password()).isPresent();
        assertThat(ldap.services().getLast().account()).isEqualTo(Username.parse("dovecot@olive.example"));
    }

    @Test
    void thereIsNoLdapUnlessItIsAskedForAndThenPasswordsInClearComeFromThisMachineOnly() {
        assertThat(valid(SMALLEST).listeners().ldap()).isEmpty();

        var ldap = valid(SMALLEST + """
                        listeners:
                          ldap: {listen: ["127.0.0.1:389"], suffix: o=Olive}
                        """).listeners().ldap().orElseThrow();
        assertThat(ldap.inClear()).extracting(Object::toString).containsExactly("127.0.0.0/8", "0:0:0:0:0:0:0:1/128");
        assertThat(ldap.listening())
                .isEqualTo(listening(new Listening.Caps(4096, 1024, 256), new ListenAddress("127.0.0.1", 389)));
        assertThat(ldap.services()).isEmpty();
    }

    @Test
    void everyKeyMaps() {
        var settings = valid(EVERY_KEY);

        var tls = Optional.of(tls());
        assertThat(settings.organisation()).isEqualTo("Pine & Olive");
        assertThat(settings.places())
                .isEqualTo(new Settings.Places(
                        folder.resolve("state"), folder.resolve("secrets/keyset"), Optional.empty()));
        assertThat(settings.store()).isInstanceOfSatisfying(StoreChoice.Postgres.class, postgres -> {
            assertThat(postgres.url()).isEqualTo("jdbc:postgresql://db.example/sallyport");
            assertThat(postgres.user()).isEqualTo("porter");
            assertThat(postgres.password().reveal()).isEqualTo("of the database");
        });
        assertThat(settings.web())
                .isEqualTo(new Settings.Web(
                        new ListenAddress("*", 8443),
                        URI.create("https://mfa.olive.example:8443"),
                        tls,
                        new Settings.Sessions(Duration.ofDays(1), Duration.ofSeconds(45), StaffKeysTest.NOBODY_SAYS),
                        List.of(Network.parse("192.0.2.7/32").orElseThrow()),
                        new Settings.Federation(List.of(), List.of())));
        assertThat(settings.verify().servers())
                .extracting(Settings.Server::name, server -> server.token().reveal(), Settings.Server::role)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "dovecot-1", "0123456789abcdef0123456789abcdef", ServerRole.ASKS),
                        org.assertj.core.groups.Tuple.tuple(
                                "dovecot-2", "fedcba9876543210fedcba9876543210", ServerRole.ASKS_AND_REPORTS));
        assertThat(settings.verify().doveadm()).singleElement().satisfies(doveadm -> {
            assertThat(doveadm.name()).isEqualTo("dovecot-1");
            assertThat(doveadm.url()).isEqualTo(URI.create("http://localhost:8443"));
            assertThat(doveadm.apiKey().reveal()).isEqualTo("fedcba9876543210fedcba9876543210");
            assertThat(doveadm.kick()).isEqualTo(Settings.Kick.APP_PASSWORD);
        });
        assertThat(settings.mail().from()).isEqualTo(new EmailAddress("door@olive.example"));
        assertThat(settings.mail().way()).isInstanceOfSatisfying(Mail.Way.Smtp.class, smtp -> {
            assertThat(smtp).returns("mail.olive.example", Mail.Way.Smtp::host).returns(2465, Mail.Way.Smtp::port);
            assertThat(smtp.security()).isEqualTo(Mail.Security.TLS);
            assertThat(smtp.login().orElseThrow().user()).isEqualTo("door");
            assertThat(smtp.login().orElseThrow().password().reveal()).isEqualTo("of the relay");
            assertThat(smtp.trust()).contains(folder.resolve("chain.pem"));
        });
        assertThat(settings.limits()).isEqualTo(EVERY_LIMIT);
    }

    @Test
    void everyKeyThatAllListenersShareMaps() {
        assertThat(valid(EVERY_KEY).verify().listening())
                .isEqualTo(new Listening(
                        List.of(new ListenAddress("::", 9443)),
                        List.of(),
                        List.of(socket(Path.of("/run/verify"), "rw-rw----")),
                        List.of(tls(), tls()),
                        new Listening.Networks(
                                List.of(network("192.0.2.25/32"), network("192.0.2.26/32")),
                                List.of(network("192.0.2.7/32"))),
                        new Listening.Caps(99, 33, 11)));
    }

    @Test
    void everyKeyOfTheOtherWaysOfAskingMaps() {
        assertThat(valid(EVERY_KEY).verify().routes())
                .isEqualTo(new Settings.Routes(
                        "Olives only",
                        List.of(
                                Network.parse("192.0.2.8/32").orElseThrow(),
                                Network.parse("2001:db8::/32").orElseThrow()),
                        Map.of(
                                Protocol.IMAP, new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 143),
                                Protocol.POP3, new InetSocketAddress(InetAddress.ofLiteral("192.0.2.25"), 110),
                                Protocol.SMTP, new InetSocketAddress(InetAddress.ofLiteral("2001:db8::25"), 587))));
    }

    @Test
    void everyKeyOfTheDovecotProtocolMaps() {
        var dovecot = valid(EVERY_KEY).listeners().dovecot().orElseThrow();
        assertThat(dovecot)
                .isEqualTo(new Listeners.Dovecot(
                        new Listening(
                                List.of(new ListenAddress("127.0.0.1", 9089), new ListenAddress("192.0.2.1", 9089)),
                                List.of(),
                                List.of(
                                        socket(Path.of("/run/auth"), "rw-rw----"),
                                        new Settings.Socket(
                                                folder.resolve("private/auth"),
                                                PosixFilePermissions.fromString("rw-r-----"),
                                                Optional.of("postfix"),
                                                Optional.of("mail"))),
                                List.of(tls()),
                                new Listening.Networks(List.of(network("192.0.2.25/32")), List.of()),
                                new Listening.Caps(4096, 64, 64)),
                        "postfix-1",
                        OutageSign.CLOSE,
                        Optional.of(socket(Path.of("/run/userdb"), "rw-------"))));
    }

    private Settings.Tls tls() {
        return new Settings.Tls(folder.resolve("chain.pem"), folder.resolve("key.pem"));
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }

    private static Settings.Socket socket(Path path, String mode) {
        return new Settings.Socket(path, PosixFilePermissions.fromString(mode), Optional.empty(), Optional.empty());
    }

    /// At one address, with nothing special about it.
    private static Listening listening(Listening.Caps caps, ListenAddress address) {
        return new Listening(
                List.of(address), List.of(), List.of(), List.of(), new Listening.Networks(List.of(), List.of()), caps);
    }

    @Test
    void whoeverListensAtASocketOnlyHasNoPort() {
        var listening = valid(SMALLEST + "listeners: {verify: {sockets: [{path: /run/verify}]}}\n")
                .verify()
                .listening();
        assertThat(listening.listen()).isEmpty();
        assertThat(listening.sockets()).containsExactly(socket(Path.of("/run/verify"), "rw-rw----"));
    }

    @Test
    void aSmallerCapMakesThoseBelowItNoLarger() {
        var verify = valid(SMALLEST + "listeners: {verify: {caps: {connections: 100}}}\n")
                .verify();

        assertThat(verify.listening().caps()).isEqualTo(new Listening.Caps(100, 100, 100));
    }

    @Test
    void theDovecotProtocolIsSpokenAsOneExpects() {
        var dovecot = valid(SMALLEST + "listeners: {dovecot: {listen: [127.0.0.1:8089]}}\n")
                .listeners()
                .dovecot()
                .orElseThrow();

        assertThat(dovecot)
                .isEqualTo(new Listeners.Dovecot(
                        listening(new Listening.Caps(4096, 4096, 4096), new ListenAddress("127.0.0.1", 8089)),
                        "dovecot-auth",
                        OutageSign.BY_VERSION,
                        Optional.empty()));
    }

    @Test
    void aSettingNeverPrintsItsSecret() {
        var settings = valid(SMALLEST + """
                listeners:
                  verify:
                    servers:
                      - {name: dovecot-1, token: file:token}
                """);

        assertThat(settings.toString()).contains("dovecot-1").doesNotContain("0123456789abcdef");
    }

    @Test
    void theRelaysPortFollowsItsSecurity() {
        var smtp = valid(SMALLEST.replace("outbox: outbox", "smtp: {host: relay.example, security: tls}"));

        assertThat(smtp.mail().way())
                .isInstanceOfSatisfying(
                        Mail.Way.Smtp.class, way -> assertThat(way.port()).isEqualTo(465));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var absent = new SettingsFile(folder.resolve("absent.yaml"), Map.of());

        assertThat(absent.read())
                .isInstanceOfSatisfying(
                        SettingsFile.Outcome.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .extracting(Problem::toString)
                                .containsExactly("the file " + folder.resolve("absent.yaml") + " does not exist"));
    }

    @Test
    void everyExampleIsAcceptedByItsOwnKey() {
        for (var key : Keys.all()) {
            // Files and variables of the examples are on no machine; only their form is looked at.
            var outcome = key.kind().read(key.example(), new Surroundings(folder, Map.of()));
            if (outcome instanceof Kind.Outcome.Bad<?>(var why)) {
                assertThat(why).as(key.path()).containsAnyOf("does not exist", "is not set");
            }
        }
    }

    @Test
    void theExplanationNamesEveryKey() {
        var explained = Explanation.plain();

        assertThat(Keys.all()).allSatisfy(key -> assertThat(explained).contains(key.path() + "\n"));
    }

    private Settings valid(String yaml) {
        var environment = Map.of(
                "DATABASE", "of the database", "MAIL", "of the relay", "TOKEN", "fedcba9876543210fedcba9876543210");
        var outcome = SettingsFile.parse(yaml, new Surroundings(folder, environment));
        assertThat(outcome).isInstanceOf(SettingsFile.Outcome.Valid.class);
        return ((SettingsFile.Outcome.Valid) outcome).settings();
    }
}
