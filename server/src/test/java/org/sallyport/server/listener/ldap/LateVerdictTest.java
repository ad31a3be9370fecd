package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Deadlines;

/// The verdict of a bind comes after the deadline for signing in.
final class LateVerdictTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final OliveLdap ldap = new OliveLdap();
    private final AtTheGate verifier = new AtTheGate();

    @AfterEach
    void close() {
        verifier.gate.countDown();
        ldap.close();
    }

    @Test
    void itIsToldAndWhomItDoesNotLetInIsCut() throws IOException {
        ldap.verifier = verifier;
        ldap.deadlines = new Deadlines(LONG, SHORT, LONG, LONG, LONG, SHORT);
        var neighbour = LdapPeer.of(ldap.address());
        try (var peer = LdapPeer.of(ldap.address()).send(bind())) {
            // Whoever asks nothing is cut at that deadline.
            assertThat(neighbour.next()).isEqualTo(LdapPeer.CLOSED);
            await().during(SHORT).until(() -> peer.socket().getInputStream().available() == 0);
            verifier.gate.countDown();

            assertThat(peer.next()).isEqualTo("1 61 49");
            assertThat(peer.next()).isEqualTo(LdapPeer.CLOSED);
        }
    }

    private static byte[] bind() {
        return new LDAPMessage(1, new BindRequestProtocolOp(ELENI, "unheard of"))
                .encode()
                .encode();
    }

    private static final class AtTheGate implements Verifier {
        private final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public Verdict verify(Attempt attempt) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Verdict.Rejected(Rejection.WRONG_SECRET);
        }

        @Override
        public Optional<Verdict> verifyFromMemory(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
            return true;
        }
    }
}
