package org.sallyport.core.notice;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.sallyport.core.account.EmailAddress;

/// Something a person is to be told by mail.
///
/// @param language the one the person reads
/// @param values what the text needs, by name; kept sealed because a code may be among them
public record Notice(UUID id, Kind kind, EmailAddress to, Locale language, Map<String, String> values, Instant made) {
    public enum Kind {
        /// A code that proves a contact. Values: `code`, `minutes`.
        CONTACT_CODE,
        /// A second factor was registered. Values: `name`, `method`.
        METHOD_REGISTERED,
        /// An app password was made. Values: `name`, `label`.
        APP_PASSWORD_MADE
    }

    public Notice {
        values = Map.copyOf(values);
    }

    public static Notice of(Kind kind, EmailAddress to, Locale language, Map<String, String> values, Instant now) {
        return new Notice(UUID.randomUUID(), kind, to, language, values, now);
    }

    @Override
    public String toString() {
        return "Notice[" + id + ", " + kind + " to " + to + "]";
    }
}
