package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Peer;

/// As many binds as LDAP has room for wait for their verdicts: every other door answers out of the same store, and LDAP
/// itself lets in whom it knows by heart, and calls nobody's password wrong.
class T46_FullRoomOfLdapTest {
    private static final int ROOM = Caps.DEFAULT.questions();

    @TempDir
    Path folder;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();
    private WiredOlive olive;

    @BeforeEach
    void begin() {
        olive = opened(new WiredOlive(OliveDoors.configuration(folder)));
        opened(Clockwork.start(olive.installation, olive.wired));
    }

    @AfterEach
    void end() throws Exception {
        gate.countDown();
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void T46_theOtherDoorsAnswerOutOfTheSameStore() throws Exception {
        var ldap = door(LdapWiring.open(olive.installation, olive.judgedBy(new AtTheGate(olive.wired.verifier()))));
        var verify = door(VerifyWiring.open(olive.installation, olive.wired));
        var dovecot = door(DovecotWiring.open(olive.installation, olive.wired));
        fill(ldap);

        assertThat(OliveDoors.verify(verify, WiredOlive.ELENI, olive.appPassword(Protocol.IMAP)))
                .isEqualTo(200);
        assertThat(OliveDoors.verify(verify, WiredOlive.ELENI, "wrong")).isEqualTo(401);
        assertThat(OliveDoors.verify(verify, WiredOlive.NIKOS, Shell.PASSWORD)).isEqualTo(200);
        assertThat(OliveDoors.dovecot(dovecot, WiredOlive.ELENI, olive.appPassword(Protocol.SMTP)))
                .startsWith("OK\t1");
    }

    @Test
    void T46_ldapItselfLetsInWhomItKnowsAndCallsNobodyWrong() throws Exception {
        var password = olive.appPassword(Protocol.LDAP);
        var ldap = door(LdapWiring.open(olive.installation, olive.judgedBy(new AtTheGate(olive.wired.verifier()))));
        await().until(() -> isKnownByHeart(password));
        fill(ldap);

        assertThat(OliveDoors.bind(ldap, WiredOlive.ELENI, password)).isEqualTo(ResultCode.SUCCESS);
        assertThat(OliveDoors.bind(ldap, WiredOlive.ELENI, "wrong")).isEqualTo(ResultCode.BUSY);
        assertThat(OliveDoors.bind(ldap, "nobody", "wrong")).isEqualTo(ResultCode.BUSY);
    }

    private boolean isKnownByHeart(String password) {
        var verifier = olive.wired.verifier();
        assertThat(verifier.verify(attempt(password))).isInstanceOf(Verdict.Accepted.class);
        return verifier.verifyFromMemory(attempt(password)).isPresent();
    }

    private void fill(InetSocketAddress ldap) throws IOException {
        for (int i = 0; i < ROOM; i++) {
            var bind = new BindRequestProtocolOp(OliveDoors.name("nobody" + i), "a guess");
            opened(Peer.at(ldap)).send(new LDAPMessage(1, bind).encode().encode());
        }
        await().until(() -> waiting.get() == ROOM);
    }

    private Attempt attempt(String password) {
        return new Attempt(
                new TypedName(WiredOlive.ELENI),
                Secret.of(password),
                Protocol.LDAP,
                Source.ofLiteral("127.0.0.1"),
                olive.installation.clock().instant(),
                "ldap");
    }

    private <C extends AutoCloseable> C opened(C one) {
        open.push(one);
        return one;
    }

    private InetSocketAddress door(Optional<Door> door) {
        open.push(() -> door.orElseThrow().close().run());
        return (InetSocketAddress) door.orElseThrow().addresses().getFirst();
    }

    /// Judges nobody from the store before the gate is open.
    private final class AtTheGate implements Verifier {
        private final Verifier verifier;

        private AtTheGate(Verifier verifier) {
            this.verifier = verifier;
        }

        @Override
        public Verdict verify(Attempt attempt) {
            waiting.incrementAndGet();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return verifier.verify(attempt);
        }

        @Override
        public Optional<Verdict> verifyFromMemory(Attempt attempt) {
            return verifier.verifyFromMemory(attempt);
        }

        @Override
        public boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
            return verifier.stillAccepts(earlier, verdict);
        }
    }
}
