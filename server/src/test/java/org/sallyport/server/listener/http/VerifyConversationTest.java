package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.http.Caller.json;
import static org.sallyport.server.listener.http.Caller.request;

import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.LookUps;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.StallingChannel;
import org.sallyport.server.listener.ThisMachine;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.TraceId;

final class VerifyConversationTest {
    private static final int MANY = 40;
    private static final int ROOM_FOR_ALL_ANSWERS = 1024 * 1024;

    private final KnowsEleni verifier = new KnowsEleni();
    private final Questions questions = new Questions(verifier, new Caps(1, 1, 1), Deadlines.DEFAULT);
    private final LookUps lookUps = new LookUps(1, Deadlines.DEFAULT.drain());
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final VerifyDesk desk = new VerifyDesk(
            new VerifySettings(
                    new ListenerSettings(
                            "verify",
                            List.of(new Place.Tcp(
                                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TlsStart.NEVER)),
                            Optional.empty(),
                            Networks.ANY,
                            Caps.DEFAULT,
                            Deadlines.DEFAULT),
                    List.of(new ConnectedServer("dovecot-1", Secret.of(Caller.TOKEN))),
                    RouteSettings.DEFAULT),
            verifier,
            questions,
            new PolicyDesk(olive.reports, lookUps),
            InstantSource.system());
    private final Exchange conversation =
            new Exchange(exchange -> new VerifyConversation(desk, new ThisMachine(), exchange));
    private final StallingChannel connection = new StallingChannel(conversation);

    @AfterEach
    void stop() {
        verifier.gate.countDown();
        questions.close();
        lookUps.close();
    }

    @Test
    void noQuestionIsAskedFromWithinAnother() {
        var only = new Attempt(
                new TypedName("nikos"), Secret.of("x"), Protocol.IMAP, Source.UNKNOWN, Instant.EPOCH, "dovecot-1");
        var answered = questions.ask(only, TraceId.fresh());
        connection.config().setWriteBufferWaterMark(new WriteBufferWaterMark(1024, ROOM_FOR_ALL_ANSWERS));

        connection.receive(request(json("unheard of")).repeat(MANY));

        assertThat(connection.taken().split("HTTP/1.1 503 ", -1)).hasSize(MANY + 1);
        assertThat(Collections.max(verifier.depths) - Collections.min(verifier.depths))
                .isLessThan(50);
        assertThat(answered.toCompletableFuture()).isNotCompleted();
    }

    @Test
    void whatWasAnsweredArrivesAlthoughTheServerStops() {
        connection.stall();
        connection.receive(request(json("right")));
        conversation.finish();
        connection.runPendingTasks();

        connection.takeAgain();
        assertThat(connection.taken()).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(connection.isOpen()).isFalse();
    }

    /// Knows by heart who says `right`, notes how deep in the stack it was asked, and looks all others up at the gate.
    private static final class KnowsEleni implements Verifier {
        final List<Long> depths = new ArrayList<>();
        final CountDownLatch gate = new CountDownLatch(1);

        @Override
        public Verdict verify(Attempt attempt) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ScriptedVerifier.WRONG;
        }

        @Override
        public Optional<Verdict> verifyFromMemory(Attempt attempt) {
            depths.add(StackWalker.getInstance().walk(Stream::count));
            return attempt.secret().reveal().equals("right")
                    ? Optional.of(ScriptedVerifier.ACCEPTED)
                    : Optional.empty();
        }

        @Override
        public boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
            return true;
        }
    }
}
