package org.sallyport.server.listener.door;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.submission.MailAnswer;
import org.sallyport.core.submission.MailQuestion;
import org.sallyport.core.submission.MailRefusal;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Peer;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.dovecot.DovecotListener;
import org.sallyport.server.listener.dovecot.DovecotSettings;
import org.sallyport.server.listener.http.ConnectedServer;
import org.sallyport.server.listener.http.RouteSettings;
import org.sallyport.server.listener.http.VerifyListener;
import org.sallyport.server.listener.http.VerifySettings;
import org.sallyport.server.listener.ldap.LdapListener;
import org.sallyport.server.listener.ldap.LdapService;
import org.sallyport.server.listener.ldap.LdapSettings;
import org.sallyport.server.listener.postfix.PostfixListener;
import org.sallyport.server.listener.postfix.PostfixSettings;

/// Every door there is, with and without TLS, and what an honest caller says there.
enum Door {
    VERIFY(Speaking.HTTP, TlsStart.NEVER),
    VERIFY_TLS(Speaking.HTTP, TlsStart.AT_ONCE),
    DOVECOT(Speaking.DOVECOT, TlsStart.NEVER),
    DOVECOT_TLS(Speaking.DOVECOT, TlsStart.AT_ONCE),
    POSTFIX(Speaking.POSTFIX, TlsStart.NEVER),
    POSTFIX_TLS(Speaking.POSTFIX, TlsStart.AT_ONCE),
    LDAP(Speaking.LDAP, TlsStart.NEVER),
    LDAP_START_TLS(Speaking.LDAP, TlsStart.ON_REQUEST),
    LDAPS(Speaking.LDAP, TlsStart.AT_ONCE);

    static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private static final String SERVICE = "cn=nextcloud,ou=services,dc=olive,dc=example";

    final Speaking speaking;
    final TlsStart start;

    Door(Speaking speaking, TlsStart start) {
        this.speaking = speaking;
        this.start = start;
    }

    private static Organisation nobodys() {
        return new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    }

    /// What is spoken behind it.
    enum Speaking {
        HTTP {
            @Override
            Listening open(ListenerSettings settings, Verifier verifier) {
                var server = new ConnectedServer("dovecot-1", Secret.of(TOKEN));
                var verify = new VerifySettings(settings, List.of(server), RouteSettings.DEFAULT);
                var listener = VerifyListener.open(verify, verifier, nobodys().reports, InstantSource.system());
                return new Listening(listener.addresses(), listener::close);
            }

            @Override
            byte[] introduction() {
                return question("wrong");
            }

            @Override
            byte[] question(String password) {
                var json = "{\"user\":\"eleni\",\"password\":\"" + password + "\",\"service\":\"imap\"}";
                return ascii("POST /verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + TOKEN + "\r\nContent-Length: " + json.length() + "\r\n\r\n"
                        + json);
            }

            @Override
            void isIntroduced(Peer peer) throws IOException {
                isAnswered(peer, "401");
            }

            @Override
            void isAnswered(Peer peer) throws IOException {
                isAnswered(peer, "200");
            }

            private void isAnswered(Peer peer, String status) throws IOException {
                expect(peer.line().startsWith("HTTP/1.1 " + status + " "));
                int length = 0;
                for (var line = peer.line(); !line.isBlank(); line = peer.line()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(
                                line.substring("content-length:".length()).strip());
                    }
                }
                peer.read(length);
            }
        },
        DOVECOT {
            @Override
            Listening open(ListenerSettings settings, Verifier verifier) {
                var listener = DovecotListener.open(
                        new DovecotSettings(settings, "postfix-1", OutageSign.BY_VERSION),
                        verifier,
                        InstantSource.system());
                return new Listening(listener.addresses(), listener::close);
            }

            @Override
            byte[] introduction() {
                return ascii("VERSION\t1\t0\nCPID\t4711\n");
            }

            @Override
            byte[] question(String password) {
                var response = Base64.getEncoder().encodeToString(ascii("\0eleni\0" + password));
                return ascii("AUTH\t1\tPLAIN\tservice=smtp\tresp=" + response + "\n");
            }

            @Override
            void isIntroduced(Peer peer) throws IOException {
                while (!peer.line().equals("DONE")) {
                    // The greeting has a test of its own.
                }
            }

            @Override
            void isAnswered(Peer peer) throws IOException {
                expect(peer.line().equals("OK\t1\tuser=eleni"));
            }
        },
        POSTFIX {
            @Override
            Listening open(ListenerSettings settings, Verifier verifier) {
                var listener = PostfixListener.open(
                        new PostfixSettings(settings, "postfix-1"),
                        question -> judge(verifier, question),
                        InstantSource.system());
                return new Listening(listener.addresses(), listener::close);
            }

            // The password of these questions is where a message has its name.
            private MailAnswer judge(Verifier verifier, MailQuestion question) {
                if (question.username().isEmpty()) {
                    return new MailAnswer.NoDevice();
                }
                var verdict = verifier.verify(new Attempt(
                        new TypedName(question.username()),
                        Secret.of(question.instance()),
                        Protocol.SMTP,
                        question.source(),
                        InstantSource.system().instant(),
                        "postfix-1"));
                return verdict instanceof Verdict.Accepted
                        ? new MailAnswer.Allowed()
                        : new MailAnswer.Refused(MailRefusal.SENDER);
            }

            @Override
            byte[] introduction() {
                return ascii("request=smtpd_access_policy\nprotocol_state=CONNECT\nsasl_username=\n\n");
            }

            @Override
            byte[] question(String password) {
                return ascii("request=smtpd_access_policy\nprotocol_state=RCPT\ninstance=" + password
                        + "\nsasl_username=eleni\n\n");
            }

            @Override
            void isIntroduced(Peer peer) throws IOException {
                isAnswered(peer);
            }

            @Override
            void isAnswered(Peer peer) throws IOException {
                expect(peer.line().equals("action=DUNNO") && peer.line().isEmpty());
            }
        },
        LDAP {
            @Override
            Listening open(ListenerSettings settings, Verifier verifier) {
                var service = new LdapService(
                        "nextcloud",
                        Optional.of(Secret.of(TOKEN)),
                        Optional.empty(),
                        Optional.empty(),
                        Protocol.HTTP,
                        Ldap.Outage.ANSWER);
                var ldap = new LdapSettings(
                        settings,
                        "dc=olive,dc=example",
                        List.of(Network.parse("127.0.0.0/8").orElseThrow()),
                        List.of(),
                        List.of(service));
                var store = new MemoryStore(Fixtures.keyset());
                var listener = LdapListener.open(ldap, verifier, new Roster(store), InstantSource.system());
                return new Listening(listener.addresses(), listener::close);
            }

            @Override
            byte[] introduction() {
                return bind(1, SERVICE, TOKEN);
            }

            @Override
            byte[] question(String password) {
                return bind(2, "uid=eleni,ou=people,dc=olive,dc=example", password);
            }

            @Override
            void isIntroduced(Peer peer) throws IOException {
                isAnswered(peer);
            }

            @Override
            void isAnswered(Peer peer) throws IOException {
                // BindResponse, RFC 4511 section 4.2.2, with the result code 0.
                var head = peer.read(2);
                expect(head.length == 2);
                int length = head[1];
                var response = peer.read(length);
                expect(response[3] == 0x61 && response[7] == 0);
            }

            private byte[] bind(int id, String name, String password) {
                return new ASN1Sequence(
                                new ASN1Integer(id),
                                new ASN1Sequence(
                                        (byte) 0x60,
                                        new ASN1Integer(3),
                                        new ASN1OctetString(name),
                                        new ASN1OctetString((byte) 0x80, password)))
                        .encode();
            }
        };

        abstract Listening open(ListenerSettings settings, Verifier verifier);

        /// Shows who the caller is.
        abstract byte[] introduction();

        /// Asks about Eleni.
        abstract byte[] question(String password);

        /// Reads what an introduction is answered.
        abstract void isIntroduced(Peer peer) throws IOException;

        /// Reads the answer to the question with the right password.
        abstract void isAnswered(Peer peer) throws IOException;

        private static void expect(boolean asExpected) throws IOException {
            if (!asExpected) {
                throw new IOException("an honest caller is not served as it should be");
            }
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /// The first bytes of what an honest caller says.
    byte[] beginning() {
        return Arrays.copyOf(speaking.introduction(), 5);
    }

    /// So many bytes that could be the beginning of something long.
    byte[] endless(int length) {
        return filled(
                switch (speaking) {
                    case HTTP ->
                        Speaking.ascii("POST /verify HTTP/1.1\r\nContent-Type: application/json\r\n"
                                + "Authorization: Bearer " + TOKEN + "\r\nX-Long: ");
                    case DOVECOT -> Speaking.ascii("VERSION\t1\t0\nCPID\t1\nAUTH\t1\tPLAIN\tservice=smtp\tresp=");
                    case POSTFIX -> Speaking.ascii("request=smtpd_access_policy\nprotocol_state=RCPT\nsender=");
                    // RFC 4511 section 5.1: a message of as many bytes as four can count.
                    case LDAP -> new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff};
                },
                length);
    }

    /// So many bytes, fewer than 64 KiB, of a message to which something is missing; one that may be as long as that,
    /// where there are such messages.
    byte[] unfinished(int length) {
        // RFC 4511 section 5.1: a message of 65 000 bytes.
        return speaking == Speaking.LDAP
                ? filled(new byte[] {0x30, (byte) 0x82, (byte) 0xfd, (byte) 0xe8}, length)
                : endless(length);
    }

    private static byte[] filled(byte[] beginning, int length) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(beginning);
        while (bytes.size() < length) {
            bytes.write('A');
        }
        return bytes.toByteArray();
    }

    /// An open listener.
    record Listening(List<SocketAddress> addresses, Runnable close) {}
}
