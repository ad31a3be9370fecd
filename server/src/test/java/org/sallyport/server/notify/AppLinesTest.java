package org.sallyport.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;

class AppLinesTest {
    private static final EmailAddress ELENI = new EmailAddress("eleni@olive.example");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Texts texts = new Texts(new MailSettings(
            new EmailAddress("no-reply@olive.example"),
            "Olive & Pine",
            URI.create("https://mfa.olive.example"),
            ZoneOffset.UTC));

    private Letter letter(Notice.Kind kind, String language, String more) {
        var values = Map.of(
                "name", "Eleni",
                "date", "2026-12-22T10:00:00Z",
                "senders", "imap Thunderbird 102\nsmtp",
                "more", more);
        return texts.letter(Envelope.of(Notice.of(kind, ELENI, Locale.of(language), values, NOW)));
    }

    @Test
    void whatWouldStopStandsInTheMailALineForEach() {
        var letter = letter(Notice.Kind.ACCOUNT_PASSWORD_ENDS_SOON, "en", "0");

        assertThat(letter.subject()).contains("22 December 2026");
        assertThat(letter.parts())
                .contains(
                        new Letter.Part.Sentence("• Reading mail (IMAP), “Thunderbird 102”"),
                        new Letter.Part.Sentence("• Sending mail (SMTP)"))
                .noneMatch(part -> part.toString().contains("more, which"));
    }

    @Test
    void greekReadsItInGreek() {
        var letter = letter(Notice.Kind.ACCOUNT_PASSWORD_ENDS_SOON, "el", "0");

        assertThat(letter.subject()).contains("22 Δεκεμβρίου 2026");
        assertThat(letter.parts())
                .contains(new Letter.Part.Sentence("• Ανάγνωση αλληλογραφίας (IMAP), «Thunderbird 102»"));
    }

    @Test
    void whoeverIsSwitchedOverReadsWhatIsRefusedAndHowManyMore() {
        assertThat(letter(Notice.Kind.SWITCHED_TO_APP_PASSWORDS, "en", "7").parts())
                .contains(new Letter.Part.Sentence("And 7 more, which your account shows."))
                .anyMatch(part -> part.toString().contains("are refused now"));
    }
}
