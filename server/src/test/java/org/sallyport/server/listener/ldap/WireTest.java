package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.protocol.AbandonRequestProtocolOp;
import com.unboundid.ldap.protocol.UnbindRequestProtocolOp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.server.listener.Deadlines;

/// What the wire makes of any bytes.
class WireTest {
    private static final int BOMBS = 50;
    private static final long MOST_FOR_A_BOMB = 16L * LdapConversation.MOST_BEFORE_BIND;
    private static final String NOTICE = "0 78 2";

    private final OliveLdap ldap = new OliveLdap();

    @AfterEach
    void close() {
        ldap.close();
    }

    @Test
    void requestsInOnePieceAreAnsweredOneAfterTheOther() throws IOException {
        try (var peer = LdapPeer.of(ldap.address())) {
            peer.send(Said.joined(
                    Said.bind(1), Said.search(2, "(uid=eleni@olive.example)"), Said.whoAmI(3), Said.bind(4)));

            assertThat(peer.next(5)).containsExactly("1 61 0", "2 64", "2 65 0", "3 78 0", "4 61 0");
        }
    }

    @Test
    void whatAnAnonymousCallerAsksBehindABindIsAskedByWhoeverThatBindMade() throws IOException {
        try (var peer = LdapPeer.of(ldap.address())) {
            peer.send(Said.joined(Said.search(1, "(uid=*)"), Said.bind(2), Said.search(3, "(uid=nobody)")));

            assertThat(peer.next(3)).containsExactly("1 65 50", "2 61 0", "3 65 0");
        }
    }

    @Test
    void aConversationIsTheSameWhereverItIsCutIntoPieces() throws IOException {
        var said = Said.joined(Said.bind(1), Said.search(2, "(uid=nikos@olive.example)"), Said.whoAmI(3));
        for (int cut = 1; cut < said.length; cut++) {
            try (var peer = LdapPeer.of(ldap.address())) {
                peer.send(Arrays.copyOf(said, cut)).send(Arrays.copyOfRange(said, cut, said.length));

                assertThat(peer.next(4)).as("cut at %s", cut).containsExactly("1 61 0", "2 64", "2 65 0", "3 78 0");
            }
        }
    }

    @Test
    void aCallerMayLeaveAfterEveryByteAndNobodyElseNotices() throws IOException {
        var said = Said.joined(Said.bind(1), Said.search(2, "(uid=nikos@olive.example)"));
        for (int cut = 0; cut <= said.length; cut++) {
            try (var peer = LdapPeer.of(ldap.address())) {
                peer.send(Arrays.copyOf(said, cut));
            }
        }
        try (var peer = LdapPeer.of(ldap.address())) {
            assertThat(peer.send(Said.bind(1)).next()).isEqualTo("1 61 0");
        }
    }

    @Test
    void T12_whatCannotBeAMessageEndsTheConnectionWithANotice() throws IOException {
        for (var bytes : List.of(
                new byte[] {0x30, (byte) 0x80},
                new byte[] {0x30, (byte) 0x84, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
                new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
                "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                new byte[] {0x30, 3, 2, 1, 1},
                new byte[] {0x30, 5, 2, 1, 0, 0x42, 0},
                new byte[] {0x30, 5, 2, 1, 1, 0x7e, 0})) {
            try (var peer = LdapPeer.of(ldap.address())) {
                assertThat(peer.send(bytes).next(2)).containsExactly(NOTICE, LdapPeer.CLOSED);
            }
        }
    }

    @Test
    void T12_aLargeMessageIsTakenFromWhoHasBoundAndAnEvenLargerOneFromNobody() throws IOException {
        try (var peer = LdapPeer.of(ldap.address())) {
            var large = Said.search(2, "(cn=" + "x".repeat(LdapConversation.MOST_BEFORE_BIND) + ")");
            assertThat(peer.send(Said.bind(1)).next()).isEqualTo("1 61 0");
            assertThat(peer.send(large).next()).isEqualTo("2 65 0");
            peer.send(Arrays.copyOf(Said.search(3, "(cn=" + "x".repeat(LdapConversation.MOST_AFTER_BIND) + ")"), 64));
            assertThat(peer.next(2)).containsExactly(NOTICE, LdapPeer.CLOSED);
        }
        try (var peer = LdapPeer.of(ldap.address())) {
            peer.send(Arrays.copyOf(Said.search(3, "(cn=" + "x".repeat(LdapConversation.MOST_BEFORE_BIND) + ")"), 64));
            assertThat(peer.next(2)).containsExactly(NOTICE, LdapPeer.CLOSED);
        }
    }

    @Test
    void T12_bombsEndOneConnectionAndCostNoMemory() throws IOException {
        var deep = new byte[0];
        for (int i = 0; i < 10_000; i++) {
            deep = new ASN1Element((byte) 0xa0, deep).encode();
        }
        var attributes = new byte[60_000];
        for (int at = 0; at < attributes.length; at += 2) {
            attributes[at] = 4;
        }
        for (var inside : List.of(deep, new ASN1Element((byte) 0x30, attributes).encode())) {
            var bomb = new ASN1Element(
                            (byte) 0x30,
                            Said.joined(new byte[] {2, 1, 1}, new ASN1Element((byte) 0x63, inside).encode()))
                    .encode();
            long before = allocated();
            for (int i = 0; i < BOMBS; i++) {
                try (var peer = LdapPeer.of(ldap.address())) {
                    assertThat(peer.send(bomb).next(2)).containsExactly(NOTICE, LdapPeer.CLOSED);
                }
            }
            // Both ends of the connection together. Each value read into an object of its own would cost more.
            assertThat(allocated() - before).isLessThan(BOMBS * MOST_FOR_A_BOMB);
        }
        try (var peer = LdapPeer.of(ldap.address())) {
            assertThat(peer.send(Said.bind(1)).next()).isEqualTo("1 61 0");
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    @Test
    void manyWhoSendHalfAMessageKeepNobodyWaiting() throws IOException {
        var half = Arrays.copyOf(Said.search(2, "(cn=" + "x".repeat(60_000) + ")"), 60_000);
        var slow = IntStream.range(0, 100).mapToObj(_ -> connected()).toList();
        try {
            for (var peer : slow) {
                peer.send(half);
            }
            try (var good = LdapPeer.of(ldap.address())) {
                assertThat(good.send(Said.bind(1)).next()).isEqualTo("1 61 0");
            }
        } finally {
            for (var peer : slow) {
                peer.close();
            }
        }
    }

    private LdapPeer connected() {
        try {
            return LdapPeer.of(ldap.address());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMessageThatDoesNotEndIsNotWaitedForLongerThanARequestMayTake() throws IOException {
        ldap.deadlines = new Deadlines(
                Duration.ofMillis(200), Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofSeconds(15));
        try (var peer = LdapPeer.of(ldap.address())) {
            assertThat(peer.send(Said.bind(1)).next()).isEqualTo("1 61 0");
            assertThat(peer.send(Arrays.copyOf(Said.bind(2), 5)).next()).isEqualTo(LdapPeer.CLOSED);
        }
    }

    @Test
    void whoHasBoundAndSaysNothingMayStayAsLongAsIsConfigured() throws IOException {
        ldap.deadlines = new Deadlines(
                Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofSeconds(15));
        try (var peer = LdapPeer.of(ldap.address())) {
            assertThat(peer.send(Said.bind(1)).next(2)).containsExactly("1 61 0", LdapPeer.CLOSED);
        }
    }

    @Test
    void unbindClosesAndAbandonSaysNothing() throws IOException {
        try (var peer = LdapPeer.of(ldap.address())) {
            peer.send(Said.joined(
                    Said.message(1, new AbandonRequestProtocolOp(7)),
                    Said.whoAmI(2),
                    Said.message(3, new UnbindRequestProtocolOp()),
                    Said.whoAmI(4)));

            assertThat(peer.next(2)).containsExactly("2 78 0", LdapPeer.CLOSED);
        }
    }

    @Test
    void stoppingAnswersWhatWasAskedAndSaysGoodbye() throws Exception {
        var asked = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var peer = LdapPeer.of(ldap.address())) {
            assertThat(peer.send(Said.bind(1)).next()).isEqualTo("1 61 0");
            ldap.store.before = () -> {
                asked.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            peer.send(Said.search(2, "(uid=nikos@olive.example)"));
            asked.await();
            var stopping = Thread.ofVirtual().start(ldap::close);
            while (isOpen()) {
                Thread.onSpinWait();
            }
            go.countDown();

            assertThat(peer.next(4)).containsExactly("2 64", "2 65 0", "0 78 52", LdapPeer.CLOSED);
            stopping.join();
        }
    }

    private boolean isOpen() {
        try (var _ = LdapPeer.of(ldap.address())) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void aSearchThatIsTooMuchAtOnceIsBusyAndABindIsNot() throws IOException {
        var go = new CountDownLatch(1);
        var peers = IntStream.range(0, OliveLdap.ROOM + 1)
                .mapToObj(_ -> connected())
                .toList();
        try {
            for (var peer : peers) {
                assertThat(peer.send(Said.bind(1)).next()).isEqualTo("1 61 0");
            }
            ldap.store.before = () -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            for (var peer : peers) {
                peer.send(Said.search(2, "(uid=nikos@olive.example)"));
            }
            assertThat(busy(peers)).isOne();
            try (var another = LdapPeer.of(ldap.address())) {
                assertThat(another.send(Said.bind(1)).next()).isEqualTo("1 61 0");
            }
        } finally {
            go.countDown();
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    /// How many are told to come again; the others are still waiting, so they are not read.
    private static int busy(List<LdapPeer> peers) throws IOException {
        while (true) {
            for (var peer : peers) {
                if (peer.socket().getInputStream().available() > 0) {
                    assertThat(peer.next()).isEqualTo("2 65 51");
                    return 1;
                }
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void anOctetStringIsNoMessage() throws IOException {
        try (var peer = LdapPeer.of(ldap.address())) {
            assertThat(peer.send(new ASN1OctetString("hello").encode()).next(2))
                    .containsExactly(NOTICE, LdapPeer.CLOSED);
        }
    }
}
