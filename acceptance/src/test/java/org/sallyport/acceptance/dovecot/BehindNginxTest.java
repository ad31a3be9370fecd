package org.sallyport.acceptance.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.SmtpServer;
import org.sallyport.acceptance.harness.Walker;

/// Eleni reads her mail through nginx, which asks Sallyport and goes on to a Dovecot that asks Sallyport too. She sends
/// mail through the same nginx, which goes on to a Postfix that takes its word for who she is.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BehindNginxTest {
    private Demo demo;
    private Dovecot dovecot;
    private SmtpServer postfix;
    private NginxMail nginx;
    private Walker eleni;
    private Walker.AppPassword appPassword;

    @BeforeAll
    void everythingStarts() {
        demo = Demo.start();
        dovecot = Dovecot.asking(demo.verifyPort());
        postfix = SmtpServer.postfix("inet:127.0.0.1:" + demo.dovecotPort());
        nginx = NginxMail.asking(demo.verifyPort());
        eleni = new Walker(demo, demo.person("eleni"));
        appPassword = eleni.setUp(demo.outbox());
        dovecot.deliver(eleni.user(), "Harvest begins on Monday");
        demo.stop();
        demo.serveWith(
                "nginx-mail: {imap: \"127.0.0.1:143\", pop3: \"127.0.0.1:110\", smtp: \"127.0.0.1:587\"}",
                "nginx-mail: {imap: \"127.0.0.1:%d\", pop3: \"127.0.0.1:%d\", smtp: \"127.0.0.1:%d\"}"
                        .formatted(dovecot.clearPort(), dovecot.pop3Port(), postfix.port()));
    }

    @AfterAll
    void everythingStops() {
        if (nginx != null) {
            nginx.close();
        }
        if (postfix != null) {
            postfix.close();
        }
        if (dovecot != null) {
            dovecot.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    private String imap(String user, String password) {
        return NginxMail.converse(
                nginx.imap(), "a LOGIN \"" + user + "\" \"" + password + "\"", "b STATUS INBOX (MESSAGES)");
    }

    private String pop3(String user, String password) {
        return NginxMail.converse(nginx.pop3(), "USER " + user, "PASS " + password, "STAT");
    }

    private String smtp(String user, String password) {
        var plain = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return NginxMail.converse(
                nginx.smtp(),
                "EHLO phone.example",
                "AUTH PLAIN " + Base64.getEncoder().encodeToString(plain),
                "MAIL FROM:<eleni@olive.example>",
                "RCPT TO:<nikos@pine.example>");
    }

    @Test
    void anAppPasswordReadsMail() {
        assertThat(imap(eleni.user(), appPassword.secret())).contains("a OK").contains("(MESSAGES 1)");
    }

    @Test
    void anAppPasswordReadsMailByPop3() {
        assertThat(pop3(eleni.user(), appPassword.secret())).containsPattern("\\+OK 1 [0-9]+\n");
    }

    @Test
    void anAppPasswordSendsMailAndTheServerBehindIsToldWhoItIs() {
        assertThat(smtp(eleni.user(), appPassword.secret())).contains("\n235 ").endsWith("\n250 2.1.5 Ok\n");
        // Its log may be a moment behind its answers.
        await().untilAsserted(() -> assertThat(postfix.said()).contains("sasl_username=" + eleni.user()));
    }

    @Test
    void theServerBehindTakesNoMailFromWhoeverHasNotSignedIn() {
        assertThat(NginxMail.converse(
                        postfix.port(),
                        "EHLO phone.example",
                        "MAIL FROM:<eleni@olive.example>",
                        "RCPT TO:<nikos@pine.example>"))
                .contains("\n554 5.7.1 ");
    }

    @Test
    void itMayBeTypedWithBlanksAndInAnyCase() {
        assertThat(imap(eleni.user().toUpperCase(java.util.Locale.ROOT), appPassword.grouped(" ")))
                .contains("(MESSAGES 1)");
    }

    @Test
    void theAccountPasswordIsRefusedOnceMfaIsEnforcedAndTheConnectionIsKept() {
        assertThat(NginxMail.converse(
                        nginx.imap(),
                        "a LOGIN " + eleni.user() + " " + eleni.accountPassword(),
                        "b LOGIN " + eleni.user() + " " + appPassword.secret()))
                .contains("a NO [AUTHENTICATIONFAILED] ")
                .contains("b OK");
    }

    @Test
    void aPasswordWithSpecialCharactersArrivesAsItWasTyped() {
        var person = demo.add(
                new Demo.Person("zoe@olive.example", "pebbles %41 & wörter + \\\\ κύμα".replace("\\\\", "\\")),
                "Zoë Kazan");

        assertThat(imap(person.user(), person.password().replace("\\", "\\\\"))).contains("a OK");
    }

    @Test
    void pop3IsRefusedWithAuth() {
        assertThat(pop3(eleni.user(), eleni.accountPassword())).contains("\n-ERR [AUTH] ");
    }

    @Test
    void submissionIsRefusedWith535() {
        assertThat(smtp(eleni.user(), eleni.accountPassword())).contains("\n535 5.7.8 ");
    }

    @Test
    void T48_aRevokedAppPasswordIsRefusedAtOnce() {
        var another = eleni.issue("Old phone");
        assertThat(imap(eleni.user(), another.secret())).contains("a OK");

        eleni.revoke(another);

        assertThat(imap(eleni.user(), another.secret())).contains("a NO [AUTHENTICATIONFAILED] ");
    }

    @Test
    void anOutageIsNotAWrongPasswordAndMovesNoCounter() {
        demo.stop();
        try {
            for (int i = 0; i < 12; i++) {
                assertThat(imap(eleni.user(), i % 2 == 0 ? appPassword.secret() : "wrong"))
                        .contains("internal server error")
                        .doesNotContain("AUTHENTICATIONFAILED");
            }
            assertThat(smtp(eleni.user(), appPassword.secret()))
                    .contains("\n451 ")
                    .doesNotContain("535");
            assertThat(pop3(eleni.user(), appPassword.secret()))
                    .contains("-ERR internal server error")
                    .doesNotContain("[AUTH]");
        } finally {
            demo.startAgain();
        }

        assertThat(imap(eleni.user(), appPassword.secret())).contains("(MESSAGES 1)");
    }
}
