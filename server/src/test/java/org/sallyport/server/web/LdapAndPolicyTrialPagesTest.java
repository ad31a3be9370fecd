package org.sallyport.server.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.web.ListeningPlaces.anywhere;
import static org.sallyport.server.web.ListeningPlaces.at;
import static org.sallyport.server.web.ListeningPlaces.atTls;
import static org.sallyport.server.web.ListeningPlaces.nowhere;
import static org.sallyport.server.web.ListeningPlaces.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.caller.Network;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.submission.MailAnswer;
import org.sallyport.core.submission.MailQuestion;
import org.sallyport.core.submission.MailRefusal;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.config.Listeners;
import org.sallyport.server.config.Listening;
import org.sallyport.server.config.Settings;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.PemFiles;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.ldap.LdapListener;
import org.sallyport.server.listener.ldap.LdapSettings;
import org.sallyport.server.listener.postfix.MailJudge;
import org.sallyport.server.listener.postfix.PostfixListener;
import org.sallyport.server.listener.postfix.PostfixSettings;

/// LDAP and the policy service of Postfix, tested from the page.
class LdapAndPolicyTrialPagesTest {
    private static final String PATH = "/admin/servers";
    private static final String SUFFIX = "dc=olive,dc=example";
    private static final List<Network> HERE =
            List.of(Network.parse("127.0.0.0/8").orElseThrow());

    private final RunningWeb web = RunningWeb.start();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Iterator<String> admins = List.of("maria", "petros", "eleni").iterator();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws Exception {
        for (var one : open) {
            one.close();
        }
        web.close();
    }

    /// An admin in front of the page of what is configured by now.
    private Browser admin() {
        var browser = web.inside(admins.next(), Role.ADMIN).browser();
        browser.get(PATH);
        return browser;
    }

    private static String tested(Browser browser, String listener) {
        var answer = browser.post(PATH + "/test", "listener", listener);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.page()).doesNotContain("??");
        return answer.page();
    }

    private SocketAddress speaksFirst(String greeting) throws IOException {
        var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(other);
        Thread.ofVirtual().start(() -> {
            try (var caller = other.accept()) {
                caller.getOutputStream().write(greeting.getBytes(US_ASCII));
                caller.getInputStream().readAllBytes();
            } catch (IOException closed) {
                // The test is over.
            }
        });
        return other.getLocalSocketAddress();
    }

    @Nested
    class OfLdap {
        private static final String WORKS = "Works: it was asked as a server asks";

        private SocketAddress ldap(Place place, Optional<TlsSettings> tls, List<Network> inClear) {
            var settings =
                    new LdapSettings(settings("ldap", place, tls, web.notes), SUFFIX, inClear, List.of(), List.of());
            var listener = LdapListener.open(
                    settings, web.organisation.verifier, new Roster(web.organisation.store), web.organisation.clock);
            open.add(listener);
            return listener.addresses().getFirst();
        }

        private SocketAddress ldap(TlsStart start, CertificateFiles files) {
            return ldap(anywhere(start), Optional.of(new TlsSettings(List.of(files), List.of())), HERE);
        }

        private void configured(Listening listening, String suffix) {
            var nobody = Connected.nobody();
            web.listenAt(new Listeners(
                    nobody.verify(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new Ldap(listening, suffix, HERE, List.of(), List.of()))));
        }

        private String tested(Listening listening) {
            configured(listening, SUFFIX);
            return LdapAndPolicyTrialPagesTest.tested(admin(), "ldap");
        }

        private CertificateFiles certificate(String name) throws Exception {
            var files = new CertificateFiles(folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem"));
            PemFiles.write(files, "id.olive.example");
            return files;
        }

        private static Settings.Tls asConfigured(CertificateFiles files) {
            return new Settings.Tls(files.certificate(), files.key());
        }

        @Test
        void aListenerThatAnswersWorksAndNothingIsLeftBehind() {
            configured(at(ldap(anywhere(TlsStart.NEVER), Optional.empty(), HERE)), SUFFIX);
            var admin = admin();
            web.organisation.notes.flush();
            long before = web.auditEntries();

            for (int i = 0; i < 20; i++) {
                assertThat(LdapAndPolicyTrialPagesTest.tested(admin, "ldap")).contains(WORKS);
            }
            web.organisation.notes.flush();
            assertThat(web.auditEntries()).isEqualTo(before);
            assertThat(web.notes.all()).isEmpty();
        }

        @Test
        void itIsAskedBehindStartTlsWhereThereIsACertificateAndByLdapsToo() throws Exception {
            var files = certificate("own");

            assertThat(tested(at(ldap(TlsStart.ON_REQUEST, files), asConfigured(files))))
                    .contains(WORKS);
            assertThat(tested(atTls(ldap(TlsStart.AT_ONCE, files), asConfigured(files))))
                    .contains(WORKS);
        }

        @Test
        void anotherCertificateIsNotTaken() throws Exception {
            var files = certificate("own");
            var other = asConfigured(certificate("other"));

            assertThat(tested(at(ldap(TlsStart.ON_REQUEST, files), other))).contains("another certificate was shown");
            assertThat(tested(atTls(ldap(TlsStart.AT_ONCE, files), other))).contains("another certificate was shown");
        }

        @Test
        void whereStartTlsIsNotOfferedAnyMoreItIsSaid() throws Exception {
            var inClear = ldap(anywhere(TlsStart.NEVER), Optional.empty(), HERE);

            assertThat(tested(at(inClear, asConfigured(certificate("new")))))
                    .contains("TLS could not be agreed on")
                    .doesNotContain(WORKS);
        }

        @Test
        void aSocketInTheFileSystemIsTestedToo() {
            var path = folder.resolve("ldapi");
            ldap(
                    new Place.Unix(
                            path, PosixFilePermissions.fromString("rw-------"), Optional.empty(), Optional.empty()),
                    Optional.empty(),
                    HERE);

            assertThat(tested(at(path))).contains(WORKS);
        }

        @Test
        void whereNoPasswordIsTakenInClearItIsSaid() {
            var elsewhere = List.of(Network.parse("192.0.2.0/24").orElseThrow());

            assertThat(tested(at(ldap(anywhere(TlsStart.NEVER), Optional.empty(), elsewhere))))
                    .contains("takes no password without TLS from this machine")
                    .doesNotContain(WORKS);
        }

        @Test
        void aDirectoryOfAnotherSuffixIsAnotherDirectory() {
            configured(at(ldap(anywhere(TlsStart.NEVER), Optional.empty(), HERE)), "dc=pine,dc=example");

            assertThat(LdapAndPolicyTrialPagesTest.tested(admin(), "ldap")).contains("but not as this listener would");
        }

        @Test
        void whereNobodyListensOrSomethingElseDoesItIsSaid() throws Exception {
            assertThat(tested(at(nowhere()))).contains("Nobody listens there");
            assertThat(tested(at(speaksFirst("220 mail.olive.example ESMTP\r\n"))))
                    .contains("but not as this listener would");
        }
    }

    @Nested
    class OfThePolicyService {
        private static final String WORKS = "Works: it was asked as Postfix asks";

        private SocketAddress policy(MailJudge judge) {
            var settings = new PostfixSettings(
                    settings("postfix", anywhere(TlsStart.NEVER), Optional.empty(), web.notes), "postfix-1");
            var listener = PostfixListener.open(settings, judge, web.organisation.clock);
            open.add(listener);
            return listener.addresses().getFirst();
        }

        private String tested(SocketAddress address) {
            web.listenAt(new Listeners(
                    Connected.nobody().verify(),
                    Optional.empty(),
                    Optional.of(new Listeners.Postfix(at(address), "postfix-1")),
                    Optional.empty()));
            return LdapAndPolicyTrialPagesTest.tested(admin(), "postfix");
        }

        @Test
        void aListenerThatAnswersWorksAndNothingIsLeftBehind() {
            var asked = new ConcurrentLinkedQueue<MailQuestion>();
            var address = policy(question -> {
                asked.add(question);
                return new MailAnswer.NoDevice();
            });

            assertThat(tested(address)).contains(WORKS);
            assertThat(asked)
                    .singleElement()
                    .satisfies(question -> assertThat(question.username()).isEqualTo("sallyport test"));
            assertThat(web.notes.all()).isEmpty();
        }

        @Test
        void whatItAnswersOtherwiseIsSaid() {
            assertThat(tested(policy(_ -> {
                        throw new Unavailable("the store", new IOException("gone"));
                    })))
                    .contains("It answers, but cannot tell now")
                    .doesNotContain(WORKS);
            assertThat(tested(policy(_ -> new MailAnswer.Refused(MailRefusal.PAUSED))))
                    .contains("but not as this listener would")
                    .doesNotContain(WORKS);
        }

        @Test
        void whereNobodyListensOrSomethingElseDoesItIsSaid() throws Exception {
            assertThat(tested(nowhere())).contains("Nobody listens there");
            assertThat(tested(speaksFirst("HTTP/1.1 400 Bad Request\r\n\r\n")))
                    .contains("but not as this listener would");
        }
    }
}
