package org.sallyport.server.doveadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;

class DoveadmServersTest {
    private static final Account ELENI = Fixtures.eleni().account();
    private static final AppPasswordId IPAD =
            Fixtures.eleni().appPasswords().getFirst().id();
    private static final String TWO_CLOSED = """
            [["doveadmResponse",[{"entries":"1"}],"flush"],
             ["doveadmResponse",[{"username":"eleni@olive.example","connections":"2","service":"imap"}],"who"],
             ["doveadmResponse",[{"result":"eleni@olive.example"}],"kick"]]""";
    private static final String NOBODY_THERE = """
            [["doveadmResponse",[{"entries":"0"}],"flush"],["doveadmResponse",[],"who"],
             ["error",{"type":"exitCode", "exitCode":68},"kick"]]""";

    private final MemoryStore store = new MemoryStore(Fixtures.keyset());
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile String answer = TWO_CLOSED;
    private HttpServer dovecot;

    @BeforeEach
    void start() throws IOException {
        dovecot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        dovecot.createContext("/doveadm/v1", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        dovecot.start();
    }

    @AfterEach
    void stop() {
        dovecot.stop(0);
    }

    private DoveadmServer server(DoveadmServer.Kick kick) {
        var url = URI.create("http://127.0.0.1:" + dovecot.getAddress().getPort());
        return new DoveadmServer("dovecot-1", url, Secret.of("sesame"), kick);
    }

    private DoveadmServers servers(DoveadmServer... all) {
        return new DoveadmServers(List.of(all), store, SettableClock.atNow(), Duration.ofMillis(50));
    }

    @Test
    void theCacheIsEmptiedAndTheConnectionsAreCountedAndClosed() throws InterruptedException {
        try (var servers = servers(server(DoveadmServer.Kick.USER))) {
            var receipt = servers.close(ELENI, Optional.of(IPAD));

            assertThat(receipt.closed()).isEqualTo(2);
            assertThat(receipt.servers()).isEqualTo(1);
            assertThat(receipt.unreachable()).isEmpty();
            assertThat(asked.take())
                    .isEqualTo("X-Dovecot-API c2VzYW1l "
                            + "[[\"authCacheFlush\",{\"user\":[\"eleni@olive.example\"]},\"flush\"],"
                            + "[\"who\",{\"mask\":[\"eleni@olive.example\"]},\"who\"],"
                            + "[\"kick\",{\"mask\":[\"eleni@olive.example\"]},\"kick\"]]");
        }
    }

    @Test
    void whereTheServerTellsAppPasswordsApartOnlyThatOnesAreClosed() throws InterruptedException {
        try (var servers = servers(server(DoveadmServer.Kick.APP_PASSWORD))) {
            servers.close(ELENI, Optional.of(IPAD));
            assertThat(asked.take())
                    .contains("\"passdbField\":\"user_sallyport\"")
                    .contains("[\"" + IPAD + "\"]");

            servers.close(ELENI, Optional.empty());
            assertThat(asked.take()).doesNotContain("passdbField");
        }
    }

    @Test
    void whereNobodyIsConnectedNothingIsClosedAndNothingIsWrong() {
        answer = NOBODY_THERE;
        try (var servers = servers(server(DoveadmServer.Kick.USER))) {
            var receipt = servers.close(ELENI, Optional.of(IPAD));
            assertThat(receipt.closed()).isZero();
            assertThat(receipt.unreachable()).isEmpty();
        }
    }

    @Test
    void aServerThatCannotDoItIsNamedAndAskedAgainUntilItDoes() {
        status = 401;
        try (var servers = servers(server(DoveadmServer.Kick.USER))) {
            var receipt = servers.close(ELENI, Optional.of(IPAD));
            assertThat(receipt.unreachable()).containsExactly("dovecot-1");
            assertThat(receipt.took()).isLessThan(Duration.ofSeconds(5));
            assertThat(closedLate()).isZero();

            status = 200;
            await("the late receipt").until(() -> closedLate() == 1);
        }
    }

    @Test
    void anAnswerThatIsNotOneLeavesItToBeAskedAgain() {
        answer = "<html>";
        try (var servers = servers(server(DoveadmServer.Kick.USER))) {
            assertThat(servers.close(ELENI, Optional.of(IPAD)).unreachable()).containsExactly("dovecot-1");
            answer = "[[\"error\",{\"type\":\"invalidRequest\", \"exitCode\":0},\"kick\"]]";
            assertThat(servers.close(ELENI, Optional.of(IPAD)).unreachable()).containsExactly("dovecot-1");
        }
    }

    @Test
    void aServerThatIsNotThereHoldsUpNobody() throws IOException {
        dovecot.stop(0);
        try (var servers = servers(server(DoveadmServer.Kick.USER))) {
            var receipt = servers.close(ELENI, Optional.of(IPAD));
            assertThat(receipt.unreachable()).containsExactly("dovecot-1");
        }
        start();
    }

    private long closedLate() {
        return store.transact(books -> AuditLog.in(books).about(ELENI.id(), 100)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.CONNECTIONS_CLOSED)
                .filter(event -> "2".equals(event.details().get("closed")))
                .count();
    }
}
