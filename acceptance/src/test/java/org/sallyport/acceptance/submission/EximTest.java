package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.SmtpServer;
import org.sallyport.acceptance.submission.MailSite.Door;

/// Eleni sends mail with an app password through Exim, which asks at a port, at a socket, and through an agent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EximTest implements SubmissionContract, MailSite.Kind {
    private MailSite site;

    @BeforeAll
    void eleniSetsUpMfa() {
        site = MailSite.of(this);
    }

    @AfterAll
    void everythingStops() {
        if (site != null) {
            site.close();
        }
    }

    @Override
    public String user() {
        return "Debian-exim";
    }

    @Override
    public SmtpServer askingAtPort(int port) {
        return SmtpServer.exim("127.0.0.1 " + port);
    }

    @Override
    public SmtpServer askingAtSocket(String path) {
        return SmtpServer.exim(path);
    }

    @Override
    public MailSite site() {
        return site;
    }

    @Override
    public String refusal() {
        return "535 Incorrect authentication data";
    }

    private void assertAnswers(String code) {
        for (var door : Door.values()) {
            assertThat(site.at(door)
                            .plain(site.eleni().user(), site.appPassword().secret()))
                    .as(door.toString())
                    .startsWith(code);
        }
    }

    @Test
    void anOutageIsNeverAWrongPassword() {
        site.demo().stop();
        try {
            assertAnswers("435");
        } finally {
            site.demo().startAgain();
        }

        assertAnswers("235");
    }
}
