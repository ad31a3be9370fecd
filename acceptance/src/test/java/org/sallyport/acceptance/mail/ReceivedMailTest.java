package org.sallyport.acceptance.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.Walker;

/// Codes and notices as a mail server takes them and people find them. Everybody here is somebody else, so that
/// nobody's mail is gathered because of another test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReceivedMailTest {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"<]*");

    private final MailboxServer server = new MailboxServer("katerina", "petros", "bella");
    private final Demo demo = Demo.start();
    private int passwords = 77;

    @BeforeAll
    void mailGoesToARealServer() {
        demo.reconfigure(configuration -> configuration.replaceAll("(?m)^  outbox: .*$", """
                  smtp:
                    host: localhost
                    port: %d
                    security: starttls
                    trust: "%s"
                """.formatted(
                server.port(), server.certificate()).stripTrailing()));
    }

    @AfterAll
    void everythingStops() {
        demo.close();
        server.close();
    }

    private Demo.Person somebody(String name, String... options) {
        var all = new String[options.length + 2];
        all[0] = "--contact";
        all[1] = name + "@pine.example";
        System.arraycopy(options, 0, all, 2, options.length);
        return demo.add(name, "Somebody called " + name, all);
    }

    /// Her account password is set by an operator, and she is told.
    private void tell(Demo.Person person) {
        demo.sallyport("account", "set-password", person.user(), "--password-from", "file:" + newPassword());
    }

    private String newPassword() {
        try {
            return Files.writeString(
                            Files.createTempFile(demo.data(), "new", ".password"),
                            "basil-lantern-oregano-" + passwords++ + "\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String deadLetters(String... words) {
        var all = new String[words.length + 2];
        all[0] = "mail";
        all[1] = "dead-letters";
        System.arraycopy(words, 0, all, 2, words.length);
        return demo.sallyport(all);
    }

    @Test
    void theMailOfAJourneyArrivesOverTls() {
        var katerina = somebody("katerina", "--require-mfa", "--language", "el");
        var mailbox = server.mailbox("katerina");

        new Walker(demo, katerina).setUp(mailbox);

        var registered = mailbox.next("για το οποίο καταχωρίστηκε");
        var made = mailbox.next("Δημιουργήθηκε κωδικός πρόσβασης εφαρμογής");
        for (var mail : new String[] {registered, made}) {
            assertThat(mail)
                    .contains("To: katerina@pine.example", "with ESMTPS", "TLSv1.")
                    .contains("Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All")
                    .contains("Content-Language: el", "text/plain", "text/html")
                    .containsPattern("Message-ID: <[0-9a-f-]{36}@olive\\.example>");
            assertThat(LINK.matcher(unfolded(mail)).results().map(MatchResult::group))
                    .isNotEmpty()
                    .allMatch(link -> link.startsWith(demo.url()));
        }
    }

    /// Long lines in one piece again (quoted-printable, RFC 2045 section 6.7).
    private static String unfolded(String mail) {
        return mail.replaceAll("=\\R", "");
    }

    @Test
    void whomTheServerDoesNotKnowBecomesADeadLetterThatAnOperatorHasTriedAgain() {
        var stranger = somebody("nobody");

        tell(stranger);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(deadLetters("list"))
                        .contains("nobody@pine.example", "password-changed", "550 5.1.1", "1 dead letter."));
        assertThat(log()).contains("event=mail.refused").doesNotContain("nobody@pine.example");
        server.know("nobody");
        var mailbox = server.mailbox("nobody");
        assertThat(deadLetters("retry", "--all")).contains("1 dead letter tried again.");
        assertThat(mailbox.next("password was changed")).contains("To: nobody@pine.example");
        assertThat(deadLetters("list")).contains("0 dead letters.");
    }

    @Test
    void whileTheServerIsGoneMailWaitsAndArrivesOnce() {
        var petros = somebody("petros");
        var mailbox = server.mailbox("petros");
        server.stop();
        try {
            tell(petros);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(log()).contains("event=mail.failed", "to=\"p•••••@pine.example\""));
        } finally {
            server.startAgain();
        }

        assertThat(mailbox.next("password was changed")).contains("To: petros@pine.example");
        assertThat(mailbox.unreadCount()).isZero();
        assertThat(deadLetters("list", "--json")).doesNotContain("petros@pine.example");
    }

    @Test
    void T33_aBurstOfGraveNoticesIsTwoMailsAndOneWithTheRest() {
        var bella = somebody("bella");
        var mailbox = server.mailbox("bella");
        demo.stop();
        for (int i = 0; i < 6; i++) {
            tell(bella);
        }
        demo.startAgain();

        assertThat(mailbox.next("4 messages about your account"))
                .contains("The password of your account was changed.", demo.url() + "/account/activity");
        for (int i = 0; i < 2; i++) {
            assertThat(mailbox.next("password was changed")).doesNotContain("messages about your account");
        }
        assertThat(mailbox.unreadCount()).isZero();
    }

    private String log() {
        try {
            return Files.readString(demo.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
