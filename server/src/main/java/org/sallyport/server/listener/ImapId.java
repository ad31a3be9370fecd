package org.sallyport.server.listener;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.caller.ClientName;

/// What an app says about itself with the IMAP command ID (RFC 2971), as Dovecot hands it on: `"name" "Thunderbird"
/// "version" "102"`. Whatever cannot be read says nothing: no attempt fails because of it.
public final class ImapId {
    // RFC 2971 section 3.3: not more than 30 pairs.
    private static final int MOST_PAIRS = 30;

    private final String line;
    private int at;

    private ImapId(String line) {
        this.line = line;
    }

    /// The app's name, with its version where it says one. What does not begin with a quote is the name itself.
    public static Optional<ClientName> client(String line) {
        var trimmed = line.strip();
        return trimmed.startsWith("\"") ? new ImapId(trimmed).nameAndVersion() : ClientName.of(trimmed);
    }

    private Optional<ClientName> nameAndVersion() {
        String name = null;
        String version = null;
        for (int pair = 0; pair < MOST_PAIRS; pair++) {
            var field = string();
            var value = field == null ? null : string();
            if (field == null || value == null) {
                break;
            }
            // RFC 2971 section 3.3: letter case does not matter. The first counts.
            if (name == null && field.equalsIgnoreCase("name")) {
                name = value;
            } else if (version == null && field.equalsIgnoreCase("version")) {
                version = value;
            }
        }
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        return ClientName.of(version == null ? name : name + " " + version);
    }

    /// The next string between quotes, or an empty one for NIL; null where there is neither.
    private @Nullable String string() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        if (line.regionMatches(true, at, "NIL", 0, 3)) {
            at += 3;
            return "";
        }
        if (at >= line.length() || line.charAt(at) != '"') {
            return null;
        }
        // Most hold no escape (RFC 9051 section 9, quoted-specials).
        int end = line.indexOf('"', at + 1);
        int escape = line.indexOf('\\', at + 1);
        if (end >= 0 && (escape < 0 || escape > end)) {
            var plain = line.substring(at + 1, end);
            at = end + 1;
            return plain;
        }
        return escaped();
    }

    private @Nullable String escaped() {
        var text = new StringBuilder();
        for (int i = at + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                at = i + 1;
                return text.toString();
            }
            if (c == '\\' && i + 1 < line.length()) {
                i++;
                c = line.charAt(i);
            }
            text.append(c);
        }
        return null;
    }
}
