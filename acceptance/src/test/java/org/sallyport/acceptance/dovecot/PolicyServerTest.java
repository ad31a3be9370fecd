package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Demo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Dovecot with a password file of its own beside Sallyport tells Sallyport how sign-ins went.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PolicyServerTest {
    private static final String TENANT = "maria@pine.example";
    private static final String SUBJECT = "Cones";

    private Demo demo;
    private Dovecot dovecot;
    private MailApps apps;

    @BeforeAll
    void everythingStarts(@TempDir Path folder) {
        demo = Demo.start();
        dovecot = Dovecot.askingAndReporting(demo.verifyPort(), "pine.example", TENANT + ":{PLAIN}needles::::::\n");
        demo.stop();
        demo.serveWith("token: file:verify.token", "token: file:verify.token\n        role: asks-and-reports");
        apps = new MailApps(dovecot, folder);
        dovecot.deliver(TENANT, SUBJECT);
    }

    @AfterAll
    void everythingStops() {
        if (dovecot != null) {
            dovecot.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void whatDovecotJudgedIsWrittenDownAndWhatSallyportJudgedIsNotWrittenTwice() {
        var nikos = demo.person("nikos").user();

        assertThat(apps.curl(nikos, "not his password").said()).contains("[AUTHENTICATIONFAILED]");
        assertThat(apps.curl(TENANT, "not hers").said()).contains("[AUTHENTICATIONFAILED]");
        assertThat(apps.curl(TENANT, "needles").hasRead(SUBJECT))
                .as(dovecot.log())
                .isTrue();

        // The reports arrive in the order of the sign-ins, so that nothing of Nikos is on its way any more.
        await("the reports to be written down")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> results("app-sign-in-reported").contains("right"));
        assertThat(results("app-sign-in-reported")).containsExactlyInAnyOrder("wrong", "right");
        assertThat(entries("app-sign-in-reported"))
                .allSatisfy(entry -> assertThat(entry.has("about")).isFalse())
                .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain("maria"));
        assertThat(entries("app-sign-in-rejected"))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.at("/details/times").asString()).isEqualTo("1"));
    }

    @Test
    void whomDovecotJudgesNoticesNoOutageOfSallyport() {
        demo.stop();
        try {
            assertThat(apps.curl(TENANT, "needles").hasRead(SUBJECT))
                    .as(dovecot.log())
                    .isTrue();
            assertThat(apps.curl(TENANT, "not hers either").said()).contains("[AUTHENTICATIONFAILED]");
            // That nobody could be told is noticed by whoever reads the log.
            await().until(() -> dovecot.log().contains("Policy server HTTP error"));
        } finally {
            demo.startAgain();
        }
    }

    private List<String> results(String kind) {
        return entries(kind).stream()
                .map(entry -> entry.at("/details/result").asString())
                .toList();
    }

    private List<JsonNode> entries(String kind) {
        return demo.sallyport("audit", "export")
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(entry -> entry.at("/kind").asString().equals(kind))
                .toList();
    }
}
