package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sallyport.server.listener.Peer;

class AgentCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "agent --server 127.0.0.1:1, --socket PATH or --listen ADDRESS is missing",
        "agent --server nowhere --socket x, '--server needs HOST:PORT, tls:HOST:PORT or unix:PATH, found nowhere'",
        "agent --server auth.example.org:8089 --socket x, in clear: use tls:auth.example.org:8089",
        "agent --server unix:/x --server 192.0.2.1:8089 --socket x, in clear: use tls:192.0.2.1:8089",
        "agent --server [2001:db8::1]:8089 --socket x, in clear: use tls:[2001:db8::1]:8089",
        "agent --server 127.0.0.1:1 --listen 192.0.2.1:8089, --listen needs an address of this machine",
        "agent --server 127.0.0.1:1 --socket x --mode 0666, --mode needs a mode like 0660",
        "agent --server 127.0.0.1:1 --socket x --outage CLOSE, '--outage needs by-version, fail or close, found CLOSE'",
        "agent --socket x, --server",
    })
    void whatIsMissingOrWrongIsSaidInASentence(String command, String sentence) {
        var screen = new Shell(folder).run(command.split(" "));

        assertThat(screen.exitCode()).isEqualTo(2);
        assertThat(screen.err()).contains(sentence);
    }

    @Test
    void anOutageIsToldAsTheOptionSays() throws IOException, InterruptedException {
        var socket = folder.resolve("agent");
        var nobody = "unix:" + folder.resolve("nobody");
        var agent = new Shell(folder)
                .begin("agent", "--server", nobody, "--socket", socket.toString(), "--outage", "close");
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(socket) || agent.isOver());

        try (var peer = Peer.at(socket)) {
            // By its version this caller would be told FAIL.
            peer.send("VERSION\t1\t2\nCPID\t1\nAUTH\t1\tPLAIN\tservice=smtp\tresp=AGVsZW5pAHJpZ2h0\n");
            for (var line = peer.line(); !line.equals("DONE"); line = peer.line()) {
                assertThat(line).isNotEmpty();
            }
            assertThat(peer.isClosed()).isTrue();
        }
        assertThat(agent.stop()).isZero();
    }

    @Test
    void anAgentAnswersWithoutAServerAndLeavesNothingBehind() throws IOException, InterruptedException {
        var socket = folder.resolve("agent");
        var agent = new Shell(folder)
                .begin("agent", "--server", "unix:" + folder.resolve("nobody"), "--socket", socket.toString());
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(socket) || agent.isOver());

        try (var peer = Peer.at(socket)) {
            assertThat(peer.line()).isEqualTo("VERSION\t1\t2");
        }
        assertThat(agent.stop()).isZero();
        assertThat(folder).isEmptyDirectory();
    }
}
