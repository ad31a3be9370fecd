package org.sallyport.server.listener.dovecot.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.PemFiles;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TlsSettings;
import org.sallyport.server.listener.TlsStart;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.dovecot.DovecotListener;
import org.sallyport.server.listener.dovecot.DovecotSettings;
import org.sallyport.server.listener.dovecot.Judge;
import org.sallyport.server.listener.dovecot.Reply;
import org.sallyport.server.listener.dovecot.ScriptedJudge;

final class RemoteJudgeTest {
    private static final Reply ELENI = new Reply.SignedIn("eleni");
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Deadlines HURRIED =
            new Deadlines(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMillis(50));

    private final List<AutoCloseable> open = new ArrayList<>();
    private Path folder = Path.of("folder");

    @BeforeEach
    void makeRoom(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    private DovecotListener serve(Place place, Optional<TlsSettings> tls, Judge judge) {
        var listener = DovecotListener.open(
                new DovecotSettings(
                        new ListenerSettings(
                                "dovecot", List.of(place), tls, Networks.ANY, DovecotSettings.CAPS, HURRIED),
                        "agents",
                        OutageSign.FAIL),
                judge,
                InstantSource.system(),
                () -> {});
        open.add(listener);
        return listener;
    }

    private DovecotListener serve(String socket, Judge judge) {
        var mode = PosixFilePermissions.fromString("rw-------");
        return serve(
                new Place.Unix(folder.resolve(socket), mode, Optional.empty(), Optional.empty()),
                Optional.empty(),
                judge);
    }

    private ServerAddress at(String socket) {
        return new ServerAddress.Unix(folder.resolve(socket));
    }

    private RemoteJudge agent(Duration patience, ServerAddress... servers) {
        var agent = new RemoteJudge(List.of(servers), Dialler.trusting(Optional.empty()), patience);
        open.add(agent);
        return agent;
    }

    private static CompletableFuture<Reply> asking(RemoteJudge agent, String secret) {
        var attempt = new Attempt(
                new TypedName("eleni"),
                Secret.of(secret),
                Protocol.SIEVE,
                Source.ofLiteral("2001:db8::7"),
                Instant.EPOCH,
                "agent",
                ClientName.of("Olive\tMail 3"));
        return agent.ask(attempt, TraceId.fresh(), RemoteJudge.PATIENCE).toCompletableFuture();
    }

    private static Reply ask(RemoteJudge agent, String secret) {
        return asking(agent, secret).join();
    }

    private static ScriptedJudge knowing() {
        return ScriptedJudge.remembering(ScriptedJudge::rightOrWrong);
    }

    @Test
    void whatIsAskedArrivesAsItIs() {
        var server = knowing();
        serve("one", server);

        assertThat(ask(agent(SHORT, at("one")), "right")).isEqualTo(ELENI);
        assertThat(server.asked)
                .containsExactly(
                        new ScriptedJudge.Asked("eleni", "right", Protocol.SIEVE, "2001:db8:0:0:0:0:0:7", "agents"));
    }

    @Test
    void whatTheAppCallsItselfArrivesToo() {
        var server = knowing();
        serve("one", server);
        ask(agent(SHORT, at("one")), "right");

        assertThat(server.attempts.getFirst().client()).contains(new ClientName("Olive Mail 3"));
    }

    @Test
    void whatAServerRefusesIsRefused() {
        serve("one", knowing());

        assertThat(ask(agent(SHORT, at("one")), "wrong")).isEqualTo(new Reply.Refused());
    }

    @Test
    void serversAreAskedInTurn() {
        var one = knowing();
        var two = knowing();
        serve("one", one);
        serve("two", two);
        var agent = agent(SHORT, at("one"), at("two"));
        for (int i = 0; i < 10; i++) {
            assertThat(ask(agent, "right")).isEqualTo(ELENI);
        }

        assertThat(one.asked).hasSize(5);
        assertThat(two.asked).hasSize(5);
    }

    @Test
    void anotherServerIsAskedWhereOneIsNotThere() {
        serve("two", knowing());
        var agent = agent(SHORT, at("one"), at("two"));

        for (int i = 0; i < 4; i++) {
            assertThat(ask(agent, "right")).isEqualTo(ELENI);
        }
    }

    @Test
    void anotherServerIsAskedWhereOneCannotTell() {
        serve("one", ScriptedJudge.lookingUp(_ -> ScriptedJudge.OUTAGE));
        serve("two", knowing());
        var agent = agent(SHORT, at("one"), at("two"));

        for (int i = 0; i < 4; i++) {
            assertThat(ask(agent, "right")).isEqualTo(ELENI);
        }
    }

    @Test
    void anotherServerIsAskedWhereOneSaysNothing() throws IOException {
        var mute = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(folder.resolve("one")));
        open.add(mute);
        serve("two", knowing());

        assertThat(ask(agent(Duration.ofSeconds(10), at("one"), at("two")), "right"))
                .isEqualTo(ELENI);
    }

    @Test
    void anotherServerIsAskedWhereOneHasFallenBehindWithItsConnections() throws IOException {
        open.add(new Overrun(folder.resolve("one")));
        serve("two", knowing());
        var agent = agent(Duration.ofSeconds(10), at("one"), at("two"));

        assertThat(asking(agent, "right")).succeedsWithin(RemoteJudge.PATIENCE).isEqualTo(ELENI);
        assertThat(asking(agent, "right")).succeedsWithin(RemoteJudge.PATIENCE).isEqualTo(ELENI);
    }

    @Test
    void aServerThatHasFallenBehindKeepsNobodyForLongerThanTheyWait() throws IOException {
        open.add(new Overrun(folder.resolve("one")));

        assertThat(asking(agent(SHORT, at("one")), "right"))
                .succeedsWithin(RemoteJudge.PATIENCE)
                .isEqualTo(new Reply.NotNow(Delay.OUTAGE, Duration.ZERO));
    }

    @Test
    void aServerThatWasSilentIsTriedSeldomUntilItAnswersAgain() throws IOException {
        var nanos = new AtomicLong();
        var hung = new HungUp(folder.resolve("one"));
        open.add(hung);
        serve("two", knowing());
        var agent = new RemoteJudge(
                List.of(at("one"), at("two")), Dialler.trusting(Optional.empty()), Duration.ofSeconds(20), nanos::get);
        open.add(agent);

        for (int i = 0; i < 400; i++) {
            assertThat(ask(agent, "right")).isEqualTo(ELENI);
            nanos.addAndGet(Duration.ofMillis(300).toNanos());
        }
        // Two minutes: after a quarter of a second, a half, one, two, four, eight, sixteen, thirty and thirty.
        assertThat(hung.calls).hasValueBetween(5, 12);

        hung.close();
        var back = knowing();
        serve("one", back);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        for (int i = 0; i < 10; i++) {
            assertThat(ask(agent, "right")).isEqualTo(ELENI);
        }
        assertThat(back.asked).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void ofTwoSilentServersNoQuestionTriesBoth() throws IOException {
        var nanos = new AtomicLong();
        var one = new HungUp(folder.resolve("one"));
        var two = new HungUp(folder.resolve("two"));
        open.add(one);
        open.add(two);
        serve("three", knowing());
        var agent = new RemoteJudge(
                List.of(at("one"), at("two"), at("three")),
                Dialler.trusting(Optional.empty()),
                Duration.ofSeconds(20),
                nanos::get);
        open.add(agent);
        for (int i = 0; i < 3; i++) {
            ask(agent, "right");
        }

        for (int i = 0; i < 50; i++) {
            int before = one.calls.get() + two.calls.get();
            nanos.addAndGet(Duration.ofSeconds(5).toNanos());
            ask(agent, "right");
            assertThat(one.calls.get() + two.calls.get() - before).isLessThanOrEqualTo(1);
        }
    }

    /// A place that takes connections and hangs up at once.
    private static final class HungUp implements AutoCloseable {
        private final AtomicInteger calls = new AtomicInteger();
        private final ServerSocketChannel socket;
        private final Path path;

        HungUp(Path path) throws IOException {
            this.path = path;
            socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
            Thread.ofPlatform().daemon().start(this::answer);
        }

        private void answer() {
            while (socket.isOpen()) {
                try (var _ = socket.accept()) {
                    calls.incrementAndGet();
                } catch (IOException closed) {
                    // The test is over.
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            Files.deleteIfExists(path);
        }
    }

    @Test
    void aServerThatComesBackInTimeIsAsked() {
        var agent = agent(Duration.ofSeconds(20), at("one"));
        serve("one", knowing());
        assertThat(ask(agent, "right")).isEqualTo(ELENI);
        ((DovecotListener) open.getLast()).close();

        var reply = asking(agent, "right");
        serve("one", knowing());

        assertThat(reply.join()).isEqualTo(ELENI);
    }

    @Test
    void whatWasUnderWayWhenItsServerWentIsAskedAgain() {
        var agent = agent(Duration.ofSeconds(20), at("one"));
        var holding = ScriptedJudge.holding();
        var first = serve("one", holding);
        var reply = asking(agent, "right");
        await().until(() -> holding.held() == 1);

        first.close(); // and cuts what it has not answered
        serve("one", knowing());

        assertThat(reply.join()).isEqualTo(ELENI);
    }

    @Test
    void onlyWhenNobodyCanBeReachedTheAnswerIsLater() throws IOException {
        int closed;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = taken.getLocalPort();
        }
        var agent = agent(SHORT, at("one"), new ServerAddress.Tcp(new ListenAddress("127.0.0.1", closed)));
        var before = System.nanoTime();

        assertThat(ask(agent, "right")).isEqualTo(new Reply.NotNow(Delay.OUTAGE, Duration.ZERO));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(SHORT.dividedBy(2));
    }

    @Test
    void aGuesserWhoHasToWaitIsNotPassedAround() {
        var throttling = ScriptedJudge.lookingUp(_ -> new Reply.NotNow(Delay.THROTTLED, Duration.ofMinutes(1)));
        var other = knowing();
        serve("one", throttling);
        serve("two", other);

        assertThat(ask(agent(SHORT, at("one"), at("two")), "guess"))
                .isEqualTo(new Reply.NotNow(Delay.THROTTLED, Duration.ZERO));
        assertThat(other.asked).isEmpty();
    }

    @Test
    void manyQuestionsShareOneConnection() {
        serve("one", knowing());
        var agent = agent(Duration.ofSeconds(20), at("one"));
        var replies = new ArrayList<CompletableFuture<Reply>>();
        for (int i = 0; i < 2000; i++) {
            replies.add(asking(agent, i % 2 == 0 ? "right" : "wrong"));
        }

        for (int i = 0; i < 2000; i++) {
            assertThat(replies.get(i).join()).isEqualTo(i % 2 == 0 ? ELENI : new Reply.Refused());
        }
    }

    @Test
    void overTlsAServerIsAskedThatShowsTheRightCertificate() throws Exception {
        var files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        PemFiles.write(files, "localhost");
        var tls = Optional.of(new TlsSettings(List.of(files), List.of()));
        var loopback = new Place.Tcp(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TlsStart.AT_ONCE);
        int port =
                ((InetSocketAddress) serve(loopback, tls, knowing()).addresses().getFirst()).getPort();
        var trusting = Dialler.trusting(Optional.of(files.certificate()));

        try (var right = new RemoteJudge(
                        List.of(new ServerAddress.Tls(new ListenAddress("localhost", port))),
                        trusting,
                        Duration.ofSeconds(10));
                var wrong = new RemoteJudge(
                        List.of(new ServerAddress.Tls(new ListenAddress("127.0.0.1", port))), trusting, SHORT);
                var strange = agent(SHORT, new ServerAddress.Tls(new ListenAddress("localhost", port)))) {
            assertThat(ask(right, "right")).isEqualTo(ELENI);
            assertThat(ask(wrong, "right")).isInstanceOf(Reply.NotNow.class);
            assertThat(ask(strange, "right")).isInstanceOf(Reply.NotNow.class);
        }
    }
}
