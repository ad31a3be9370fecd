package org.sallyport.server.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.store.Unavailable;

class OutboxFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    private final MailComposer composer = new MailComposer(new MailSettings(
            new EmailAddress("no-reply@olive.example"),
            "Olive & Pine",
            URI.create("https://mfa.olive.example"),
            ZoneOffset.UTC));
    private final Notice notice = Notice.of(
            Notice.Kind.CONTACT_CODE,
            new EmailAddress("eleni@olive.example"),
            Locale.ENGLISH,
            Map.of("code", "482913", "minutes", "10"),
            NOW);

    @Test
    void aMessageIsOneFileThatOnlyItsOwnerReads() throws IOException {
        var outbox = new OutboxFolder(folder.resolve("outbox"));

        outbox.deliver(Envelope.of(notice), composer.compose(Envelope.of(notice)));

        assertThat(folder.resolve("outbox"))
                .isDirectoryContaining("glob:**/20261122T100000.000Z-contact-code-" + notice.id() + ".eml");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outbox.file(Envelope.of(notice)))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(outbox.file(Envelope.of(notice)))).contains("482913");
    }

    @Test
    void aDigestSaysThatItIsOne() {
        var digest = new Envelope(UUID.randomUUID(), NOW, List.of(notice, notice));

        assertThat(new OutboxFolder(folder).file(digest).getFileName())
                .hasToString("20261122T100000.000Z-digest-" + digest.id() + ".eml");
    }

    @Test
    void deliveringTwiceLeavesOneFile() throws IOException {
        var outbox = new OutboxFolder(folder);

        outbox.deliver(Envelope.of(notice), composer.compose(Envelope.of(notice)));
        outbox.deliver(Envelope.of(notice), composer.compose(Envelope.of(notice)));

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(outbox.file(Envelope.of(notice)));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsAnOutage() throws IOException {
        var file = Files.writeString(folder.resolve("in-the-way"), "");
        var outbox = new OutboxFolder(file);

        assertThatThrownBy(() -> outbox.deliver(Envelope.of(notice), composer.compose(Envelope.of(notice))))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("mail is unavailable");
    }
}
