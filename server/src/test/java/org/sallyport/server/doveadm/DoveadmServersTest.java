package org.sallyport.server.doveadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.SettableClock;
import org.sallyport.core.store.memory.MemoryStore;

class DoveadmServersTest {
    private static final Account ELENI = Fixtures.eleni().account();
    private static final Account ANYBODY = Fixtures.named("*@olive.example").account();
    private static final AppPasswordId IPAD =
            Fixtures.eleni().appPasswords().getFirst().id();
    private static final String NOBODY_THERE = """
            [["doveadmResponse",[{"entries":"0"}],"flush"],["doveadmResponse",[],"who"],
             ["error",{"type":"exitCode", "exitCode":68},"kick"]]""";
    private static final String CLOSED_WITHOUT_A_COUNT = """
            [["doveadmResponse",[{"entries":"1"}],"flush"],["error",{"type":"exitCode", "exitCode":75},"who"],
             ["doveadmResponse",[{"result":"eleni@olive.example"}],"kick"]]""";
    private static final String ONLY_FLUSHED = """
            [["doveadmResponse",[{"entries":"1"}],"flush"]]""";

    private final MemoryStore store = new MemoryStore(Fixtures.keyset());
    private final ScriptedDovecot dovecot = new ScriptedDovecot("dovecot-1");

    @AfterEach
    void stop() {
        dovecot.close();
    }

    private DoveadmServers servers(DoveadmServer... all) {
        return new DoveadmServers(
                List.of(all), store, SettableClock.atNow(), Duration.ofSeconds(60), Duration.ofMillis(50));
    }

    private DoveadmServers alone(DoveadmServer.Kick kick) {
        return servers(dovecot.server(kick));
    }

    @Test
    void theCacheIsEmptiedAndTheConnectionsAreCountedAndClosed() throws InterruptedException {
        try (var servers = alone(DoveadmServer.Kick.USER)) {
            var receipt = servers.close(ELENI, Optional.of(IPAD));

            assertThat(receipt.closed()).isEqualTo(2);
            assertThat(receipt.servers()).isEqualTo(1);
            assertThat(receipt.gaps()).isEqualTo(OpenConnections.Gaps.NONE);
            assertThat(dovecot.asked.take())
                    .isEqualTo("X-Dovecot-API c2VzYW1l "
                            + "[[\"authCacheFlush\",{\"user\":[\"eleni@olive.example\"]},\"flush\"],"
                            + "[\"who\",{\"mask\":[\"eleni@olive.example\"]},\"who\"],"
                            + "[\"kick\",{\"mask\":[\"eleni@olive.example\"]},\"kick\"]]");
        }
    }

    @Test
    void whereTheServerTellsAppPasswordsApartOnlyThatOnesAreClosed() throws InterruptedException {
        try (var servers = alone(DoveadmServer.Kick.APP_PASSWORD)) {
            servers.close(ELENI, Optional.of(IPAD));
            assertThat(dovecot.asked.take())
                    .contains("\"passdbField\":\"user_sallyport\"")
                    .contains("[\"" + IPAD + "\"]");

            servers.close(ELENI, Optional.empty());
            assertThat(dovecot.asked.take()).doesNotContain("passdbField");
        }
    }

    @Test
    void whereNobodyIsConnectedNothingIsClosedAndNothingIsWrong() {
        dovecot.answer = NOBODY_THERE;
        try (var servers = alone(DoveadmServer.Kick.USER)) {
            var receipt = servers.close(ELENI, Optional.of(IPAD));
            assertThat(receipt.closed()).isZero();
            assertThat(receipt.gaps()).isEqualTo(OpenConnections.Gaps.NONE);
        }
    }

    @Test
    void whereTheServerCannotCountTheReceiptDoesNotSayThatThereWasNothing() {
        dovecot.answer = CLOSED_WITHOUT_A_COUNT;
        try (var servers = alone(DoveadmServer.Kick.USER)) {
            var gaps = servers.close(ELENI, Optional.of(IPAD)).gaps();
            assertThat(gaps.uncounted()).containsExactly("dovecot-1");
            assertThat(gaps.unreachable()).isEmpty();
        }
    }

    @Test
    void aNameThatMeansOthersTooClosesNothingAndIsNotAskedAgain() throws InterruptedException {
        dovecot.answer = ONLY_FLUSHED;
        try (var log = new LogLines();
                var servers = alone(DoveadmServer.Kick.USER)) {
            var gaps = servers.close(ANYBODY, Optional.empty()).gaps();

            assertThat(gaps.leftOpen()).containsExactly("dovecot-1");
            assertThat(gaps.unreachable()).isEmpty();
            assertThat(dovecot.asked.take())
                    .endsWith("[[\"authCacheFlush\",{\"user\":[\"*@olive.example\"]},\"flush\"]]");
            assertThat(log.of("doveadm.left-open"))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .containsEntry("account", ANYBODY.id().toString()));
        }
    }

    @Test
    void anAppPasswordOfSuchANameIsClosedByItsIdentifier() throws InterruptedException {
        try (var servers = alone(DoveadmServer.Kick.APP_PASSWORD)) {
            assertThat(servers.close(ANYBODY, Optional.of(IPAD)).closed()).isEqualTo(2);
            assertThat(dovecot.asked.take()).contains("\"kick\"").contains("[\"" + IPAD + "\"]");
        }
    }

    @Test
    void aServerThatCannotDoItIsNamedAndAskedAgainUntilItDoes() {
        dovecot.status = 401;
        try (var servers = alone(DoveadmServer.Kick.USER)) {
            var receipt = servers.close(ELENI, Optional.of(IPAD));
            assertThat(receipt.gaps().unreachable()).containsExactly("dovecot-1");
            assertThat(closedLate()).isEmpty();

            dovecot.status = 200;
            await("the late receipt").until(() -> closedLate().size() == 1);
            assertThat(closedLate().getFirst().details()).containsEntry("closed", "2");
        }
    }

    @Test
    void aServerThatIsSilentKeepsNoOtherFromBeingAskedAgain() {
        try (var silent = new ScriptedDovecot("dovecot-2");
                var servers =
                        servers(silent.server(DoveadmServer.Kick.USER), dovecot.server(DoveadmServer.Kick.USER))) {
            silent.status = 500;
            dovecot.status = 500;
            assertThat(servers.close(ELENI, Optional.of(IPAD)).gaps().unreachable())
                    .containsExactly("dovecot-2", "dovecot-1");
            silent.fallSilent();
            silent.asked.clear();
            await("it hears the question and does not answer").until(() -> !silent.asked.isEmpty());

            dovecot.status = 200;

            await("the other has done it").until(() -> closedLate().size() == 1);
        }
    }

    @Test
    void anAnswerThatIsNotOneLeavesItToBeAskedAgain() {
        dovecot.answer = "<html>";
        try (var servers = alone(DoveadmServer.Kick.USER)) {
            assertThat(servers.close(ELENI, Optional.of(IPAD)).gaps().unreachable())
                    .containsExactly("dovecot-1");
            dovecot.answer = "[[\"error\",{\"type\":\"invalidRequest\", \"exitCode\":0},\"kick\"]]";
            assertThat(servers.close(ELENI, Optional.of(IPAD)).gaps().unreachable())
                    .containsExactly("dovecot-1");
        }
    }

    @Test
    void aServerThatIsNotThereHoldsUpNobody() {
        try (var servers = alone(DoveadmServer.Kick.USER)) {
            dovecot.close();
            assertThat(servers.close(ELENI, Optional.of(IPAD)).gaps().unreachable())
                    .containsExactly("dovecot-1");
        }
    }

    @Test
    void stoppingSaysWhatStaysOpen() {
        dovecot.status = 401;
        try (var log = new LogLines()) {
            try (var servers = alone(DoveadmServer.Kick.USER)) {
                servers.close(ELENI, Optional.of(IPAD));
            }
            assertThat(log.of("doveadm.given-up"))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .containsEntry("app-password", IPAD.toString())
                            .containsEntry("why", "stopping"));
        }
    }

    private List<AuditEvent> closedLate() {
        return store.transact(books -> AuditLog.in(books).about(ELENI.id(), 100)).stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.CONNECTIONS_CLOSED)
                .toList();
    }
}
