package org.sallyport.acceptance.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sallyport.acceptance.harness.SmtpServer;
import org.sallyport.acceptance.submission.MailSite.Door;

/// Eleni sends mail with an app password through Exim, which asks at a port, at a socket, and through an agent.
final class EximTest extends SubmissionContract {
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
    String refusal() {
        return "535 Incorrect authentication data";
    }

    private void assertAnswers(String code) {
        for (var door : Door.values()) {
            assertThat(site().at(door)
                            .plain(site().eleni().user(), site().appPassword().secret()))
                    .as(door.toString())
                    .startsWith(code);
        }
    }

    @Test
    void anOutageIsNeverAWrongPassword() {
        site().demo().stop();
        try {
            assertAnswers("435");
        } finally {
            site().demo().startAgain();
        }

        assertAnswers("235");
    }
}
