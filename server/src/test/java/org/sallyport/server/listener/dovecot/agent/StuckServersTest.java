package org.sallyport.server.listener.dovecot.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.listener.CertificateFiles;
import org.sallyport.server.listener.PemFiles;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.dovecot.Reply;

/// Servers that are reached and then stop in the middle, over TLS, or that take nobody any more.
final class StuckServersTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofMillis(1800);
    private static final int MANY = 1000;
    private static final String GREETING =
            "VERSION\t1\t2\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t00112233445566778899aabbccddeeff\nDONE\n";

    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private ServerSocket port;
    private CertificateFiles files;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port.setReceiveBufferSize(4096);
        files = new CertificateFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        PemFiles.write(files, "localhost");
    }

    @AfterEach
    void close() throws IOException {
        for (var socket : accepted) {
            socket.close();
        }
        port.close();
    }

    private RemoteJudge agent() {
        var address = new ServerAddress.Tls(new ListenAddress("localhost", port.getLocalPort()));
        return new RemoteJudge(List.of(address), Dialler.trusting(Optional.of(files.certificate())), PATIENCE);
    }

    private static CompletableFuture<Reply> asking(RemoteJudge agent, int length) {
        var attempt = new Attempt(
                new TypedName("eleni"),
                Secret.of("x".repeat(length)),
                Protocol.IMAP,
                Source.UNKNOWN,
                Instant.EPOCH,
                "agent");
        return agent.ask(attempt, TraceId.fresh(), RemoteJudge.PATIENCE).toCompletableFuture();
    }

    @Test
    void oneThatSaysNothingTakesNoLongerThanWhoeverAsksWaits() {
        try (var agent = agent()) {
            assertThat(asking(agent, 5)).succeedsWithin(SOON).isInstanceOf(Reply.NotNow.class);
        }
    }

    @Test
    void oneThatReadsNoMoreHoldsNobodyLongerThanThat() {
        Thread.ofPlatform().daemon().start(this::greetAndReadNoMore);
        try (var agent = agent()) {
            var replies = new ArrayList<CompletableFuture<Reply>>();
            for (int i = 0; i < MANY; i++) {
                // Together more than the buffers of both ends hold.
                replies.add(asking(agent, 8000));
            }

            assertThat(CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(PATIENCE.multipliedBy(10));
            assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isInstanceOf(Reply.NotNow.class));
        }
    }

    @Test
    void oneThatHasFallenBehindWithItsConnectionsHoldsNoThreadThatDials(@TempDir Path folder) throws IOException {
        var place = folder.resolve("overrun");
        try (var _ = new Overrun(place)) {
            var dialler = Dialler.trusting(Optional.empty());
            var dialling = CompletableFuture.runAsync(
                    () -> assertThatIOException()
                            .isThrownBy(() -> dialler.dial(new ServerAddress.Unix(place), PATIENCE)),
                    dial -> Thread.ofPlatform().daemon().start(dial));

            assertThat(dialling).succeedsWithin(SOON);
        }
    }

    private void greetAndReadNoMore() {
        try {
            var context = (JdkSslContext) SslContextBuilder.forServer(
                            files.certificate().toFile(), files.key().toFile())
                    .sslProvider(SslProvider.JDK)
                    .build();
            while (true) {
                var plain = port.accept();
                accepted.add(plain);
                var socket = (javax.net.ssl.SSLSocket)
                        context.context().getSocketFactory().createSocket(plain, null, false);
                socket.setUseClientMode(false);
                socket.getOutputStream().write(GREETING.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
