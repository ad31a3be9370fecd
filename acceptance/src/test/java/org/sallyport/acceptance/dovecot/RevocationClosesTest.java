package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// Revoking an app password closes what is open at a real Dovecot, which remembers whom it let in, and says so.
final class RevocationClosesTest {
    @Test
    void openMailboxesAreClosedAndThePageGivesAReceipt(@TempDir Path folder) throws IOException {
        try (var demo = Demo.start();
                var dovecot = Dovecot.remembering(demo.verifyPort())) {
            demo.stop();
            Files.writeString(demo.data().resolve("doveadm.key"), Dovecot.DOVEADM_KEY + "\n");
            demo.serve("""
                    doveadm:
                      servers:
                        - name: dovecot-1
                          url: http://127.0.0.1:%d
                          api-key: file:doveadm.key
                    """.formatted(dovecot.doveadmPort()));
            var eleni = new Walker(demo, demo.person("eleni"));
            dovecot.deliver(eleni.user(), "Harvest begins on Monday");
            var first = eleni.setUp(demo.outbox());
            var phone = eleni.issue("Old phone");

            try (var one = new OpenMailbox(dovecot, eleni.user(), phone.secret());
                    var other = new OpenMailbox(dovecot, eleni.user(), phone.secret())) {
                var page = eleni.revoke(phone);

                assertThat(page).containsPattern("Έκλεισαν 2 συνδέσεις σε [0-9,]+ δ\\.");
                assertThat(one.untilClosed()).anyMatch(line -> line.startsWith("* BYE"));
                assertThat(other.untilClosed()).anyMatch(line -> line.startsWith("* BYE"));
            }
            // Its cache is emptied too.
            assertThat(new MailApps(dovecot, folder)
                            .curl(eleni.user(), phone.secret())
                            .said())
                    .contains("[AUTHENTICATIONFAILED]");

            dovecot.stop();
            assertThat(eleni.revoke(first)).contains("Χωρίς απάντηση: dovecot-1.");
        }
    }
}
