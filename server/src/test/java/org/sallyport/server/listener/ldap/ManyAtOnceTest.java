package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;

/// All room for questions is taken, and somebody sends many binds at once.
class ManyAtOnceTest {
    private static final int MANY = 500;

    private final OliveLdap ldap = new OliveLdap();
    private final Slow verifier = new Slow();
    private final List<LdapPeer> peers = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() throws IOException {
        verifier.gate.countDown();
        for (var peer : peers) {
            peer.close();
        }
        ldap.close();
    }

    @Test
    void noRequestIsAnsweredFromWithinAnother() throws IOException {
        ldap.verifier = verifier;
        ldap.patience = Duration.ZERO;
        for (int i = 0; i < OliveLdap.ROOM; i++) {
            peer().send(binds(1));
        }
        await().until(() -> verifier.waiting.get() == OliveLdap.ROOM);
        verifier.depths.clear();

        var answers = peer().send(binds(MANY)).next(MANY);

        assertThat(answers).hasSize(MANY).allMatch(answer -> answer.endsWith(" 61 51"));
        assertThat(Collections.max(verifier.depths) - Collections.min(verifier.depths))
                .isLessThan(50);
    }

    private LdapPeer peer() throws IOException {
        var peer = LdapPeer.of(ldap.address());
        peers.add(peer);
        return peer;
    }

    private static byte[] binds(int count) {
        var bytes = new ByteArrayOutputStream();
        for (int id = 1; id <= count; id++) {
            var bind = new BindRequestProtocolOp(OliveLdap.NIKOS, "unheard of");
            bytes.writeBytes(new LDAPMessage(id, bind).encode().encode());
        }
        return bytes.toByteArray();
    }

    /// Knows nothing by heart, notes how deep in the stack it was asked, and takes its time over everything else.
    private static final class Slow implements Verifier {
        final List<Long> depths = new CopyOnWriteArrayList<>();
        final AtomicInteger waiting = new AtomicInteger();
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public Verdict verify(Attempt attempt) {
            waiting.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Verdict.Rejected(Rejection.WRONG_SECRET);
        }

        @Override
        public Optional<Verdict> verifyFromMemory(Attempt attempt) {
            depths.add(StackWalker.getInstance().walk(Stream::count));
            return Optional.empty();
        }

        @Override
        public boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
            return true;
        }
    }
}
