package org.sallyport.server.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.store.Unavailable;

/// A folder that gets one `.eml` file a message. A file has its final name only when it is whole, and delivering an
/// envelope again writes the same file.
public final class OutboxFolder implements Delivery {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;

    public OutboxFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Fate deliver(Envelope envelope, MimeMessage message) {
        var file = file(envelope);
        var draft = folder.resolve("." + file.getFileName() + ".new");
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var out = Files.newOutputStream(draft)) {
                message.writeTo(out);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Fate.Sent();
        } catch (IOException | MessagingException e) {
            throw new Unavailable("mail", e);
        }
    }

    /// Where the message of an envelope stands once it is delivered; names sort by time.
    public Path file(Envelope envelope) {
        var made = envelope.notices().getLast().made();
        return folder.resolve(WHEN.format(made) + "-" + Texts.key(envelope) + "-" + envelope.id() + ".eml");
    }
}
