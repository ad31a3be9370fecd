package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.acceptance.harness.Certificate;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.VerifyPort;

/// A real Dovecot that asks over https, as one on another machine does. Nikos signs in with his account password.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DovecotOverTlsTest {
    private static final String SUBJECT = "Harvest begins on Monday";

    private Demo demo;
    private Demo.Person nikos;
    private Certificate certificate;
    private VerifyPort verify;

    @BeforeAll
    void sallyportShowsACertificate(@TempDir Path folder) {
        demo = Demo.start();
        nikos = demo.person("nikos");
        certificate = Certificate.in(folder);
        verify = new VerifyPort(
                URI.create("https://localhost:" + demo.verifyPort().address().getPort() + "/verify"),
                demo.verifyPort().token());
        var tls = "    tls: {certificate: \"%s\", key: \"%s\"}\n".formatted(certificate.chain(), certificate.key());
        demo.reconfigure(before -> before.replaceFirst("( {2}verify:\n {4}listen: .*\n)", "$1" + tls));
    }

    @AfterAll
    void everythingStops() {
        if (demo != null) {
            demo.close();
        }
    }

    @Test
    void aDovecotThatTrustsTheCertificateIsAnswered(@TempDir Path folder) {
        try (var dovecot = Dovecot.trusting(verify, certificate.chain())) {
            dovecot.deliver(nikos.user(), SUBJECT);
            var apps = new MailApps(dovecot, folder);

            var right = apps.curl(nikos.user(), nikos.password());
            assertThat(right.hasRead(SUBJECT))
                    .as("%s%n%s", right, dovecot.log())
                    .isTrue();
            assertThat(apps.curl(nikos.user(), "wrong").said()).contains("[AUTHENTICATIONFAILED]");
        }
    }

    @Test
    void oneThatDoesNotShowsNobodyAPasswordAndCallsNobodysWrong(@TempDir Path folder) {
        try (var dovecot = Dovecot.asking(verify)) {
            var outcome = new MailApps(dovecot, folder).curl(nikos.user(), nikos.password());

            assertThat(outcome.said()).contains("[UNAVAILABLE]").doesNotContain("[AUTHENTICATIONFAILED]");
            assertThat(dovecot.log()).contains("invalid SSL certificate");
        }
    }
}
