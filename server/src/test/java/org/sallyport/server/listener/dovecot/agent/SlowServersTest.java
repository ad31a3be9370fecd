package org.sallyport.server.listener.dovecot.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.Networks;
import org.sallyport.server.listener.Place;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.dovecot.DovecotListener;
import org.sallyport.server.listener.dovecot.DovecotSettings;
import org.sallyport.server.listener.dovecot.Judge;
import org.sallyport.server.listener.dovecot.Reply;
import org.sallyport.server.listener.dovecot.ScriptedJudge;

/// Servers that live and take their time, and connections behind which nobody lives any more.
final class SlowServersTest {
    private static final Reply ELENI = new Reply.SignedIn("eleni");
    private static final Reply LATER = new Reply.NotNow(Delay.OUTAGE, Duration.ZERO);
    private static final Duration SHORT = Duration.ofMillis(500);
    /// Longer than a connection may be silent behind which nobody lives.
    private static final Duration LONG = Duration.ofMillis(5500);
    private static final String GREETING =
            "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t00112233445566778899aabbccddeeff\nDONE\n";

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

    @Test
    void oneServerIsAskedOnceHoweverLongItTakes() {
        var server = ScriptedJudge.holding();
        serve("one", server);
        var reply = asking(agent("one"), RemoteJudge.PATIENCE);
        await().until(() -> server.held() == 1);
        CompletableFuture.delayedExecutor(LONG.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> server.letGo(ELENI));

        assertThat(reply).succeedsWithin(RemoteJudge.PATIENCE).isEqualTo(ELENI);
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void ofSeveralServersOneIsAskedWhileItLetsWhoeverIsThrottledWait() {
        var throttling = ScriptedJudge.holding();
        var other = ScriptedJudge.remembering(ScriptedJudge::rightOrWrong);
        serve("one", throttling);
        serve("two", other);
        var reply = asking(agent("one", "two"), RemoteJudge.PATIENCE);
        await().until(() -> throttling.held() == 1);
        CompletableFuture.delayedExecutor(4200, TimeUnit.MILLISECONDS)
                .execute(() -> throttling.letGo(new Reply.Refused()));

        assertThat(reply).succeedsWithin(RemoteJudge.PATIENCE).isEqualTo(new Reply.Refused());
        assertThat(other.asked).isEmpty();
    }

    @Test
    void aQuestionThatIsGivenUpLeavesTheOthersOnItsConnectionAlone() {
        var server = ScriptedJudge.holding();
        serve("one", server);
        var agent = agent("one");
        var slow = asking(agent, RemoteJudge.PATIENCE);
        await().until(() -> server.held() == 1);

        assertThat(asking(agent, SHORT)).succeedsWithin(RemoteJudge.PATIENCE).isEqualTo(LATER);
        assertThat(server.held()).isEqualTo(2);
        server.letGo(ELENI);
        assertThat(slow).succeedsWithin(RemoteJudge.PATIENCE).isEqualTo(ELENI);
        assertThat(server.asked).hasSize(2);
    }

    @Test
    void behindAConnectionThatShowsNoLifeTheServerIsAskedAnew() throws IOException {
        var place = folder.resolve("one");
        var abandoned = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(place));
        open.add(abandoned);
        var reply = asking(agent("one"), RemoteJudge.PATIENCE);
        var silent = abandoned.accept();
        open.add(silent);
        silent.write(ByteBuffer.wrap(GREETING.getBytes(StandardCharsets.US_ASCII)));
        abandoned.close();
        Files.delete(place);
        serve("one", ScriptedJudge.remembering(ScriptedJudge::rightOrWrong));

        assertThat(reply).succeedsWithin(RemoteJudge.PATIENCE).isEqualTo(ELENI);
    }

    private void serve(String socket, Judge judge) {
        var mode = PosixFilePermissions.fromString("rw-------");
        var place = new Place.Unix(folder.resolve(socket), mode, Optional.empty(), Optional.empty());
        var settings = new ListenerSettings(
                "dovecot",
                List.of(place),
                Optional.empty(),
                Networks.ANY,
                DovecotSettings.CAPS,
                new Deadlines(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(1), SHORT));
        open.add(DovecotListener.open(
                new DovecotSettings(settings, "agents", OutageSign.FAIL), judge, InstantSource.system(), () -> {}));
    }

    private RemoteJudge agent(String... sockets) {
        var servers = Arrays.stream(sockets)
                .<ServerAddress>map(socket -> new ServerAddress.Unix(folder.resolve(socket)))
                .toList();
        var agent = new RemoteJudge(servers, Dialler.trusting(Optional.empty()), RemoteJudge.PATIENCE);
        open.add(agent);
        return agent;
    }

    private static CompletableFuture<Reply> asking(RemoteJudge agent, Duration within) {
        var attempt = new Attempt(
                new TypedName("eleni"), Secret.of("right"), Protocol.SMTP, Source.UNKNOWN, Instant.EPOCH, "agent");
        return agent.ask(attempt, TraceId.fresh(), within).toCompletableFuture();
    }
}
