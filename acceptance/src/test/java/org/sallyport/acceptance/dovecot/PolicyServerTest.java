package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Demo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Dovecot with a password file of its own beside Sallyport tells Sallyport how sign-ins went.
final class PolicyServerTest {
    private static final String TENANT = "maria@pine.example";
    private static final String SUBJECT = "Cones";

    @Test
    void whatDovecotJudgedIsWrittenDownAndWhatSallyportJudgedIsNotWrittenTwice(@TempDir Path folder) {
        try (var demo = Demo.start();
                var dovecot = Dovecot.askingAndReporting(
                        demo.verifyPort(), "pine.example", TENANT + ":{PLAIN}needles::::::\n")) {
            demo.stop();
            demo.serveWith("token: file:verify.token", "token: file:verify.token\n        role: asks-and-reports");
            var apps = new MailApps(dovecot, folder);
            var nikos = demo.person("nikos").user();
            dovecot.deliver(TENANT, SUBJECT);

            assertThat(apps.curl(nikos, "not his password").said()).contains("[AUTHENTICATIONFAILED]");
            assertThat(apps.curl(TENANT, "not hers").said()).contains("[AUTHENTICATIONFAILED]");
            assertThat(apps.curl(TENANT, "needles").hasRead(SUBJECT))
                    .as(dovecot.log())
                    .isTrue();

            // The reports arrive in the order of the sign-ins, so that nothing of Nikos is on its way any more.
            await("the reports to be written down")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> results(demo, "app-sign-in-reported").contains("right"));
            assertThat(results(demo, "app-sign-in-reported")).containsExactlyInAnyOrder("wrong", "right");
            assertThat(entries(demo, "app-sign-in-reported"))
                    .allSatisfy(entry -> assertThat(entry.has("about")).isFalse())
                    .allSatisfy(entry -> assertThat(entry.toString()).doesNotContain("maria"));
            assertThat(entries(demo, "app-sign-in-rejected"))
                    .singleElement()
                    .satisfies(entry ->
                            assertThat(entry.at("/details/times").asString()).isEqualTo("1"));
        }
    }

    private static List<String> results(Demo demo, String kind) {
        return entries(demo, kind).stream()
                .map(entry -> entry.at("/details/result").asString())
                .toList();
    }

    private static List<JsonNode> entries(Demo demo, String kind) {
        return demo.sallyport("audit", "export")
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .filter(entry -> entry.at("/kind").asString().equals(kind))
                .toList();
    }
}
