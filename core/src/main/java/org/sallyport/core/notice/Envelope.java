package org.sallyport.core.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sallyport.core.account.EmailAddress;

/// What goes out as one mail: a notice, or several to one address that were gathered. What is in it never changes, so
/// that a mail that is sent twice is the same mail.
///
/// @param id the notice's where there is one
/// @param since when it was closed, or when an operator had it tried again
/// @param notices oldest first
public record Envelope(UUID id, Instant since, List<Notice> notices) {
    public Envelope {
        notices = List.copyOf(notices);
        if (notices.isEmpty()) {
            throw new IllegalArgumentException("an envelope holds a notice");
        }
        var to = notices.getFirst().to();
        if (!notices.stream().map(Notice::to).allMatch(to::equals)) {
            throw new IllegalArgumentException("an envelope goes to one address");
        }
    }

    /// With this notice alone.
    public static Envelope of(Notice notice) {
        return new Envelope(notice.id(), notice.made(), List.of(notice));
    }

    public EmailAddress to() {
        return notices.getFirst().to();
    }

    /// Whether there is more than one notice in it.
    public boolean isDigest() {
        return notices.size() > 1;
    }

    /// Whether a code is in it.
    public boolean bringsCode() {
        return notices.stream().anyMatch(notice -> notice.kind().bringsCode());
    }

    @Override
    public String toString() {
        return "Envelope[" + id + ", " + notices.size() + " to " + to() + "]";
    }
}
