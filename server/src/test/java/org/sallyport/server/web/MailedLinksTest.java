package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;
import org.sallyport.server.notify.MailComposer;
import org.sallyport.server.notify.MailSettings;

/// Programs that look through mail follow every link in it.
class MailedLinksTest {
    private static final String PUBLIC = "https://mfa.olive.example";
    private static final Pattern LINK = Pattern.compile("[a-z]+://[^\\s\"<]*");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    private static Notice notice(Notice.Kind kind) {
        var values =
                Map.of("name", "Eleni", "label", "Laptop", "method", "passkey", "protocol", "imap", "code", "123456");
        return Notice.of(kind, new EmailAddress("eleni@pine.example"), Locale.ENGLISH, values, NOW);
    }

    private static Set<String> links() throws Exception {
        var composer = new MailComposer(new MailSettings(
                new EmailAddress("no-reply@olive.example"), "Olive & Pine", URI.create(PUBLIC), ZoneOffset.UTC));
        var links = new TreeSet<String>();
        var all = List.of(Notice.Kind.values()).stream()
                .map(MailedLinksTest::notice)
                .toList();
        for (var one : all) {
            links.addAll(in(composer.compose(Envelope.of(one))));
        }
        links.addAll(in(composer.compose(new Envelope(UUID.randomUUID(), NOW, all))));
        return links;
    }

    private static List<String> in(MimeMessage message) throws Exception {
        var plain =
                (String) ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        return LINK.matcher(plain).results().map(MatchResult::group).toList();
    }

    @Test
    void T42_everyLinkInAMailIsAPageOfOursThatChangesNothing() throws Exception {
        var eleni = web.inside("eleni", Account.Role.PERSON);
        var maria = web.inside("maria", Account.Role.ADMIN);
        long before = web.auditEntries();

        assertThat(links()).hasSizeGreaterThan(3).allSatisfy(link -> {
            assertThat(link).startsWith(PUBLIC);
            var path = link.substring(PUBLIC.length());
            var reader = path.startsWith("/admin") ? maria : eleni;
            var answer = reader.browser().get(path.isEmpty() ? "/" : path);
            // No card has a link without a token.
            assertThat(answer.status()).as(link).isIn(path.startsWith("/card") ? List.of(410) : List.of(200, 303));
        });
        assertThat(web.auditEntries()).isEqualTo(before);
    }
}
