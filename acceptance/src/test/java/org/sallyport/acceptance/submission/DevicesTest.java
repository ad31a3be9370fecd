package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.acceptance.submission.DeviceSite.Device;
import org.sallyport.acceptance.submission.SendingApps.Outcome;

/// Scanners and scripts send by a real Postfix, within their limits and beyond.
final class DevicesTest {
    private static final String ELENI = "eleni@olive.example";

    private static DeviceSite site;

    @BeforeAll
    static void start() {
        site = DeviceSite.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static Outcome send(Device device, String from, String to) {
        return site.apps().send(device.user(), device.password(), from, to);
    }

    private static void assertSent(Outcome outcome) {
        assertThat(outcome.said())
                .as("%s%n%s", outcome.said(), site.postfix().said())
                .contains("queued as");
        assertThat(outcome.code()).isZero();
    }

    private static void assertRefused(Outcome outcome, String code, String why) {
        assertThat(outcome.said())
                .as("%s%n%s", outcome.said(), site.postfix().said())
                .contains("235 ")
                .containsPattern("<\\*\\* " + code + " .*" + why)
                .doesNotContain("queued as");
    }

    @Test
    void aDeviceSendsAsItselfToWhomItMayAndNothingElse() {
        var scanner = site.device("scanner", Map.of());

        assertSent(send(scanner, scanner.user(), ELENI));
        assertSent(send(scanner, "Scanner@Olive.example", ELENI + ",nikos@olive.example"));
        assertRefused(send(scanner, "boss@olive.example", ELENI), "554 5.7.1", "may not send as this sender");
        assertRefused(send(scanner, "<>", ELENI), "554 5.7.1", "may not send as this sender");
        assertRefused(send(scanner, scanner.user(), "anna@pine.example"), "554 5.7.1", "to this recipient");
        assertThat(site.pageOf(scanner)).contains("2 messages sent, 3 refused", "as a sender that it may not name");
    }

    @Test
    void beyondTheShareOfTheHourMailIsPutOff() {
        var script = site.device("script", Map.of("mail.messages", "2"));
        assertSent(send(script, script.user(), ELENI));
        assertSent(send(script, script.user(), ELENI));

        assertRefused(send(script, script.user(), ELENI), "45[01] 4.7.1", "as much as it may within an hour");

        var few = site.device("few", Map.of("mail.each", "2"));
        assertSent(send(few, few.user(), ELENI + ",nikos@olive.example"));
        assertRefused(send(few, few.user(), ELENI), "45[01] 4.7.1", "as much as it may within an hour");
    }

    @Test
    void aDeviceSignsInAndSendsFromItsNetworkOnly() {
        var cellar = site.device("cellar", Map.of("networks", "192.0.2.0/24"));

        assertThat(send(cellar, cellar.user(), ELENI).said()).contains("535 5.7.8");
        assertThat(site.apps()
                        .sendFrom("198.51.100.9", cellar.user(), cellar.password(), cellar.user(), ELENI)
                        .said())
                .contains("535 5.7.8");
        assertSent(site.apps().sendFrom("192.0.2.9", cellar.user(), cellar.password(), cellar.user(), ELENI));
    }

    @Test
    void aFloodPausesTheDevice() {
        var mail = site.demo().outbox();
        // Nikos has no address on record, and so nobody could tell him.
        var loop =
                site.device("loop", Map.of("owner", site.demo().person("eleni").user()));
        for (int i = 0; i < 60; i++) {
            assertRefused(send(loop, "boss@olive.example", ELENI), "554 5.7.1", "may not send as this sender");
        }

        assertThat(send(loop, loop.user(), ELENI).said()).contains("535 5.7.8");
        assertThat(site.pageOf(loop)).contains("Paused: refused too often");
        assertThat(mail.next("device-flooded")).isNotEmpty();
    }

    @Test
    void whatPeopleSendIsLeftToTheirMailServer() {
        var nikos = site.demo().person("nikos");

        for (int i = 0; i < 5; i++) {
            assertSent(site.apps().send(nikos.user(), nikos.password(), "anybody@pine.example", "anna@pine.example"));
        }
    }
}
