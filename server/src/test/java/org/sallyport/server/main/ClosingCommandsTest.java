package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What commands close at a connected Dovecot.
class ClosingCommandsTest {
    private static final String NAME = "nikos@olive.example";
    private static final String ONE_CLOSED = """
            [["doveadmResponse",[{"entries":"1"}],"flush"],
             ["doveadmResponse",[{"username":"nikos@olive.example","connections":"1","service":"imap"}],"who"],
             ["doveadmResponse",[{"result":"nikos@olive.example"}],"kick"]]""";

    @TempDir
    Path folder;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private Shell shell = new Shell(Path.of("."));
    private String config = "";
    private HttpServer dovecot;

    @BeforeEach
    void start() throws IOException {
        dovecot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dovecot.createContext("/doveadm/v1", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = ONE_CLOSED.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        dovecot.start();
        shell = new Shell(folder);
        shell.set("DOVEADM_KEY", "sesame");
        config = shell.write(
                "connected.yaml",
                Files.readString(Path.of(shell.configuration()))
                        + """
                doveadm:
                  servers:
                    - name: dovecot-1
                      url: http://127.0.0.1:%d
                      api-key: env:DOVEADM_KEY
                      kick: user
                """.formatted(dovecot.getAddress().getPort()));
        shell.add(config, NAME);
    }

    @AfterEach
    void stop() {
        dovecot.stop(0);
    }

    @Test
    void disablingClosesWhatTheAccountHasOpenAndSaysSo() {
        var screen = shell.run("account", "disable", NAME, "--config", config);

        assertThat(screen.exitCode()).isZero();
        assertThat(screen.out()).matches("nikos@olive\\.example is disabled\\.\n1 connection closed in [0-9]+ ms\\.\n");
        assertThat(asked).singleElement().asString().contains("\"kick\"").contains(NAME);
    }

    @Test
    void anAccountIsDisabledAlsoWhereDovecotIsAway() {
        dovecot.stop(0);

        var screen = shell.run("account", "disable", NAME, "--config", config);

        assertThat(screen.exitCode()).isZero();
        assertThat(screen.out())
                .contains("is disabled.\n")
                .contains("Not reached: dovecot-1.")
                .doesNotContain("0 connections closed");
        assertThat(shell.accounts(config))
                .singleElement()
                .satisfies(account -> assertThat(account).containsEntry("status", "disabled"));
    }

    @Test
    void revokingAllPrintsTheReceiptToo() {
        assertThat(shell.run("app-password", "revoke", NAME, "--all", "--config", config)
                        .out())
                .matches("0 app passwords are revoked\\.\n1 connection closed in [0-9]+ ms\\.\n");
    }
}
