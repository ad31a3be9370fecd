package org.sallyport.acceptance.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The audit log reaches a real rsyslog over TLS, which asks for a certificate, whatever becomes of either.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RsyslogTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Demo demo;
    private Rsyslog rsyslog;

    @BeforeAll
    void everythingStarts() {
        rsyslog = new Rsyslog();
        demo = Demo.start();
        demo.stop();
        demo.serve(rsyslog.settings());
    }

    @AfterAll
    void everythingStops() {
        if (demo != null) {
            demo.close();
        }
        if (rsyslog != null) {
            rsyslog.close();
        }
    }

    private Map<Long, JsonNode> exported() {
        var entries = new TreeMap<Long, JsonNode>();
        demo.sallyport("audit", "export")
                .lines()
                .filter(line -> line.startsWith("{"))
                .forEach(line -> {
                    var entry = JsonMapper.shared().readTree(line);
                    entries.put(entry.get("number").asLong(), entry);
                });
        return entries;
    }

    /// One export and not one for each look: a process each, for as long as the turn of a killed server lasts.
    private void assertEverythingArrives() {
        var exported = exported();
        await("the collector to have everything")
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(rsyslog.entries()).as(rsyslog.log()).containsAllEntriesOf(exported));
    }

    @Test
    void everyEntryArrivesAlthoughTheCollectorIsKilledAndSallyportToo() {
        assertEverythingArrives();

        rsyslog.kill();
        happenSome("gone");
        demo.kill();
        demo.startAgain();
        happenSome("still-gone");
        rsyslog.startAgain();
        assertEverythingArrives();

        // Now and then while entries come.
        for (int round = 0; round < 4; round++) {
            happenSome("round" + round);
            rsyslog.kill();
            rsyslog.startAgain();
        }
        assertEverythingArrives();
    }

    private void happenSome(String label) {
        var port = demo.verifyPort();
        for (int i = 0; i < 30; i++) {
            port.ask("nobody-" + i, label + "-not-a-password", "imap", "198.51.100." + (i + 1));
        }
        demo.add(label, "Somebody");
    }
}
