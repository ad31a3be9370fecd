package org.sallyport.server.notify;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Source;
import org.sallyport.core.method.Method;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;

class MailComposerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Locale GREEK = Locale.of("el");
    private static final EmailAddress ELENI = new EmailAddress("eleni@olive.example");

    private final MailComposer composer = new MailComposer(new MailSettings(
            new EmailAddress("no-reply@olive.example"),
            "Olive & Pine",
            URI.create("https://mfa.olive.example"),
            ZoneOffset.UTC));

    @Test
    void aCodeStandsInBothParts() throws Exception {
        var message = sent(code(Locale.ENGLISH));

        assertThat(message.getSubject()).isEqualTo("Your code for Olive & Pine");
        assertThat(plain(message)).contains("    482913\r\n").contains("10 minutes");
        assertThat(html(message)).contains(">482913</p>").contains("Olive &amp; Pine");
    }

    @Test
    void greekArrivesAsGreek() throws Exception {
        var message = sent(code(GREEK));

        assertThat(message.getSubject()).isEqualTo("Ο κωδικός σας για Olive & Pine");
        assertThat(plain(message)).contains("Ισχύει για 10 λεπτά");
        assertThat(html(message)).contains("<html lang=\"el\">").contains("Ισχύει");
        assertThat(message.getHeader("Content-Language")).containsExactly("el");
        // RFC 2047: on the wire a subject is ASCII.
        assertThat(raw(code(GREEK))).contains("Subject: =?UTF-8?");
    }

    @Test
    void aLanguageWithoutTextsIsAnsweredInEnglish() throws Exception {
        assertThat(sent(code(Locale.FRENCH)).getSubject()).isEqualTo("Your code for Olive & Pine");
    }

    @Test
    void machinesAreToldNotToAnswer() throws Exception {
        var message = sent(code(Locale.ENGLISH));

        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(message.getHeader("Reply-To")).isNull();
        assertThat(message.getFrom())
                .extracting(Object::toString)
                .containsExactly("Olive & Pine <no-reply@olive.example>");
        assertThat(message.getRecipients(Message.RecipientType.TO))
                .extracting(Object::toString)
                .containsExactly("eleni@olive.example");
    }

    @Test
    void oneNoticeIsAlwaysTheSameMessage() throws Exception {
        var notice = code(Locale.ENGLISH);

        assertThat(sent(notice).getMessageID())
                .isEqualTo(sent(notice).getMessageID())
                .isEqualTo("<" + notice.id() + "@olive.example>");
        assertThat(sent(notice).getSentDate()).isEqualTo(Date.from(NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "el"})
    void aDigestTellsEverythingWithItsTime(String language) throws Exception {
        var digest = digest(Locale.of(language), 3);

        var message = reread(composer.compose(digest));

        assertThat(message.getMessageID()).isEqualTo("<" + digest.id() + "@olive.example>");
        assertThat(message.getSubject()).startsWith("Olive & Pine: 3 ");
        for (var text : List.of(plain(message), html(message))) {
            assertThat(text)
                    .contains("Laptop 0", "Laptop 1", "Laptop 2", "10:00", "11:00", "12:00")
                    .contains("https://mfa.olive.example/account/activity");
        }
        assertThat(html(message)).contains("<html lang=\"" + language + "\">");
        assertThat(links(message))
                .containsOnly("https://mfa.olive.example/account/activity", "https://mfa.olive.example/account/not-me");
    }

    @Test
    void aDigestSaysTheTimeInTheOrganisationsZone() throws Exception {
        var athens = new MailComposer(new MailSettings(
                new EmailAddress("no-reply@olive.example"),
                "Olive & Pine",
                URI.create("https://mfa.olive.example"),
                ZoneId.of("Europe/Athens")));

        assertThat(plain(reread(athens.compose(digest(Locale.ENGLISH, 2)))))
                .contains("22 Nov 2026, 12:00\r\nAn app password named “Laptop 0” was made for your account.");
    }

    @Test
    void aDigestOfVeryManyTellsTheLatestAndHowManyMoreThereWere() throws Exception {
        var text = plain(reread(composer.compose(digest(Locale.ENGLISH, 60))));

        assertThat(text)
                .contains("10 earlier ones are left out", "Laptop 10”", "Laptop 59”")
                .doesNotContain("Laptop 9”");
    }

    @Test
    void aDigestLeadsToTheFormThatAnAppNeeds() throws Exception {
        var values = Map.of("name", "Eleni", "protocol", "smtp", "source", "192.0.2.7");
        var refused = Notice.of(Notice.Kind.ACCOUNT_PASSWORD_REFUSED, ELENI, Locale.ENGLISH, values, NOW);
        var changed = Notice.of(
                Notice.Kind.PASSWORD_CHANGED, ELENI, Locale.ENGLISH, Map.of("name", "Eleni", "apps", "sleep"), NOW);

        var message = reread(composer.compose(new Envelope(UUID.randomUUID(), NOW, List.of(refused, changed))));

        assertThat(links(message)).contains("https://mfa.olive.example/app-passwords/new?app=smtp");
        assertThat(plain(message)).contains("app passwords were put to sleep");
    }

    @Test
    void T16_whatIsInADigestAddsNoHeader() throws Exception {
        var hostile = notice(Notice.Kind.APP_PASSWORD_MADE, Locale.ENGLISH, "E\r\nBcc: thief@evil.example", "<b>x</b>");

        var message = reread(composer.compose(new Envelope(UUID.randomUUID(), NOW, List.of(hostile, hostile))));

        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(html(message)).contains("&lt;b&gt;x&lt;/b&gt;").doesNotContain("<b>");
    }

    private static Envelope digest(Locale language, int notices) {
        return new Envelope(
                UUID.randomUUID(),
                NOW.plus(Duration.ofDays(3)),
                IntStream.range(0, notices)
                        .mapToObj(i -> Notice.of(
                                Notice.Kind.APP_PASSWORD_MADE,
                                ELENI,
                                language,
                                Map.of("name", "Eleni", "label", "Laptop " + i),
                                NOW.plus(Duration.ofHours(i))))
                        .toList());
    }

    private static List<String> links(MimeMessage message) throws Exception {
        return Pattern.compile("[a-z]+://[^\\s\"<]*")
                .matcher(plain(message) + html(message))
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void everyLinkLeadsToThePublicUrl(Notice.Kind kind) throws Exception {
        for (var language : new Locale[] {Locale.ENGLISH, GREEK}) {
            var message = sent(notice(kind, language, "Eleni", "Kitchen iPad"));
            var leadsTo = switch (kind) {
                case ACCOUNT_PASSWORD_REFUSED ->
                    List.of(
                            "https://mfa.olive.example/app-passwords/new?app=imap",
                            "https://mfa.olive.example/account/password");
                case GUESSED_AT, WRONG_CODES -> List.of("https://mfa.olive.example/account/password");
                case METHOD_ADDED,
                        METHOD_RENAMED,
                        DEFAULT_METHOD_SET,
                        METHOD_REMOVED,
                        RECOVERY_CODES_MADE,
                        RECOVERY_CODE_USED,
                        METHODS_REPLACED -> List.of("https://mfa.olive.example/account/methods");
                case DEVICE_REMEMBERED -> List.of("https://mfa.olive.example/account/browsers");
                case WEBHOOK_PAUSED -> List.of("https://mfa.olive.example/admin/webhooks");
                case PROPOSAL_WAITS, PROPOSAL_DECIDED -> List.of("https://mfa.olive.example/admin/proposals");
                case DEVICE_GIVEN, DEVICE_CARD_MADE, DEVICE_HANDED_OVER, DEVICE_STOPPED, DEVICE_FLOODED ->
                    List.of("https://mfa.olive.example/account/devices");
                case DEVICE_LINK -> List.of("https://mfa.olive.example/card?token=");
                case CONTACT_CODE, MAILBOX_CODE, FORGOTTEN_PASSWORD_CODE -> List.<String>of();
                default -> List.of("https://mfa.olive.example");
            };
            var notMe = Stream.of("https://mfa.olive.example/account/not-me").filter(_ -> kind.tellsOfAChange());
            var all = Stream.concat(leadsTo.stream(), notMe).toList();
            // In the plain text and in HTML.
            assertThat(links(message))
                    .containsExactlyElementsOf(
                            Stream.concat(all.stream(), all.stream()).toList());
        }
    }

    @ParameterizedTest
    @EnumSource(Method.Kind.class)
    void everyKindOfMethodIsNamedInEveryLanguage(Method.Kind kind) throws Exception {
        for (var language : new Locale[] {Locale.ENGLISH, GREEK}) {
            var values = Map.of("name", "Eleni", "method", kind.code());
            var notice = Notice.of(Notice.Kind.METHOD_REMOVED, ELENI, language, values, NOW);

            assertThat(sent(notice).getSubject())
                    .contains(Texts.bundle(language).getString("method." + kind.code()));
        }
    }

    @Test
    void aNoticeThatNamesNoKindIsSentAllTheSame() throws Exception {
        var notice = Notice.of(Notice.Kind.METHOD_REGISTERED, ELENI, Locale.ENGLISH, Map.of("name", "Eleni"), NOW);

        assertThat(sent(notice).getSubject()).isEqualTo("Olive & Pine: a method was added to your account");
    }

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void N24_whatTellsOfAChangeLeadsToWhereItIsTakenBack(Notice.Kind kind) throws Exception {
        var values = Map.of("name", "Eleni", "label", "Laptop", "method", "passkey", "code", "482913");
        var english = plain(sent(Notice.of(kind, ELENI, Locale.ENGLISH, values, NOW)));
        var greek = plain(sent(Notice.of(kind, ELENI, GREEK, values, NOW)));

        assertThat(english.contains("This was not me: what to do now")).isEqualTo(kind.tellsOfAChange());
        assertThat(greek.contains("Δεν ήμουν εγώ: τι να κάνω τώρα")).isEqualTo(kind.tellsOfAChange());
    }

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void everyNoticeIsCompleteInEveryLanguage(Notice.Kind kind) {
        var english = Texts.bundle(Locale.ENGLISH);
        var greek = Texts.bundle(GREEK);

        assertThat(greek.getLocale()).isEqualTo(GREEK);
        assertThat(greek.keySet()).isEqualTo(english.keySet());
        assertThat(english.keySet()).contains(kind.code() + ".subject", kind.code() + ".what");
    }

    @Test
    void whatAnAdminChangedIsToldInPlainTextAndInHtml() throws Exception {
        var values = Map.of("name", "Eleni", "address", "h…@pine.example");

        var exempted = sent(Notice.of(Notice.Kind.MFA_EXEMPTED, ELENI, Locale.ENGLISH, values, NOW));
        var changed = sent(Notice.of(Notice.Kind.CONTACT_CHANGED, ELENI, GREEK, values, NOW));

        assertThat(plain(exempted)).contains("Your password alone opens it now");
        assertThat(html(exempted)).contains("Your password alone opens it now");
        assertThat(plain(changed)).contains("άλλη διεύθυνση για τον λογαριασμό σας: h…@pine.example.");
        assertThat(html(changed)).contains("@pine.example. Από τώρα οι κωδικοί");
    }

    @Test
    void anAppIsNamedWhereItSaysWhatItIs() throws Exception {
        var kind = Notice.Kind.ACCOUNT_PASSWORD_REFUSED;
        var values = Map.of("name", "Eleni", "protocol", "imap", "source", "192.0.2.7", "client", "Thunderbird 102");

        assertThat(plain(sent(Notice.of(kind, ELENI, Locale.ENGLISH, values, NOW))))
                .contains("It calls itself “Thunderbird 102”.");
        assertThat(plain(sent(notice(kind, Locale.ENGLISH, "Eleni", "Kitchen iPad"))))
                .doesNotContain("calls itself");
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT_PASSWORD_REFUSED", "OLD_ACCOUNT_PASSWORD_SENT"})
    void whereNobodySaidFromWhereNoPlaceIsSpokenOf(Notice.Kind kind) throws Exception {
        var values = Map.of("name", "Eleni", "protocol", "imap", "source", Source.UNKNOWN.toString());

        assertThat(plain(sent(Notice.of(kind, ELENI, Locale.ENGLISH, values, NOW))))
                .contains("An app or device", "none of your apps?")
                .doesNotContain("unknown", "device at", "the place");
        assertThat(plain(sent(Notice.of(kind, ELENI, GREEK, values, NOW))))
                .contains("Μια εφαρμογή ή συσκευή προσπ", "δική σας η εφαρμογή;")
                .doesNotContain("unknown", "στη διεύθυνση", "το μέρος");
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCOUNT_PASSWORD_REFUSED", "OLD_ACCOUNT_PASSWORD_SENT"})
    void whereItIsKnownTheMailSaysFromWhere(Notice.Kind kind) throws Exception {
        var values = Map.of("name", "Eleni", "protocol", "imap", "source", "192.0.2.7");

        assertThat(plain(sent(Notice.of(kind, ELENI, Locale.ENGLISH, values, NOW))))
                .contains("An app or device at 192.0.2.7", "the place?");
    }

    @Test
    void aChangedPasswordSaysWhatBecameOfTheAppPasswords() throws Exception {
        assertThat(changed(Map.of("name", "Eleni"))).doesNotContain("app passwords were");
        assertThat(changed(Map.of("name", "Eleni", "apps", "sleep"))).contains("app passwords were put to sleep");
        assertThat(changed(Map.of("name", "Eleni", "apps", "revoke"))).contains("app passwords were revoked");
    }

    private String changed(Map<String, String> values) throws Exception {
        return plain(sent(Notice.of(Notice.Kind.PASSWORD_CHANGED, ELENI, Locale.ENGLISH, values, NOW)));
    }

    @Test
    void T09_whatPeopleTypedIsTextAndNeverMarkup() throws Exception {
        var html = html(sent(notice(
                Notice.Kind.APP_PASSWORD_MADE,
                Locale.ENGLISH,
                "<script>alert(1)</script>",
                "\"><img src=x onerror=y>")));

        assertThat(html)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&lt;img src=x onerror=y&gt;")
                .doesNotContain("<script")
                .doesNotContain("<img");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Eleni\r\nBcc: thief@evil.example",
                "Eleni\nBcc: thief@evil.example",
                "Eleni\rBcc: thief@evil.example",
                "Eleni\u2028Bcc: thief@evil.example",
                "Eleni\r\n\r\nBcc: thief@evil.example"
            })
    void T16_aLineBreakInANameAddsNoHeader(String name) throws Exception {
        var notice = notice(Notice.Kind.APP_PASSWORD_MADE, Locale.ENGLISH, name, name);

        assertThat(sent(notice).getHeader("Bcc")).isNull();
        assertThat(sent(notice).getAllRecipients()).hasSize(1);
        assertThat(raw(notice)).doesNotContain("\nBcc:").doesNotContain("\rBcc:");
    }

    @Test
    void T16_aLineBreakInTheOrganisationsNameAddsNoHeader() throws Exception {
        var hostile = new MailComposer(new MailSettings(
                new EmailAddress("no-reply@olive.example"),
                "Olive\r\nBcc: thief@evil.example",
                URI.create("https://mfa.olive.example"),
                ZoneOffset.UTC));

        var message = reread(hostile.compose(Envelope.of(code(Locale.ENGLISH))));

        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
    }

    private static Notice code(Locale language) {
        return Notice.of(Notice.Kind.CONTACT_CODE, ELENI, language, Map.of("code", "482913", "minutes", "10"), NOW);
    }

    private static Notice notice(Notice.Kind kind, Locale language, String name, String label) {
        return Notice.of(
                kind,
                ELENI,
                language,
                Map.of("name", name, "label", label, "method", "passkey", "code", "1", "minutes", "10"),
                NOW);
    }

    private MimeMessage sent(Notice notice) throws Exception {
        return reread(composer.compose(Envelope.of(notice)));
    }

    private static MimeMessage reread(MimeMessage message) throws Exception {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes.toByteArray()));
    }

    private String raw(Notice notice) throws Exception {
        var bytes = new ByteArrayOutputStream();
        composer.compose(Envelope.of(notice)).writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String plain(MimeMessage message) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
    }

    private static String html(MimeMessage message) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(1).getContent();
    }
}
