package org.sallyport.core.caller;

import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.account.Text;

/// What an app calls itself: "Thunderbird 102". Nobody has proved it, so it decides nothing; it helps people to
/// recognise their own apps.
///
/// It has one form, whatever was sent: one line of at most 64 characters. It is no secret, for an app says it before it
/// has proved anything, and says the same to everybody; still only the owner of the account and admins see it, it is
/// escaped wherever it is shown, and it is written down for accounts that exist only, so that no stranger can leave
/// messages.
///
/// @param value 1 to 64 characters on one line, without control, format and bidi-override characters, and without
///     quotation marks: it is shown between them, and must not end its own quotation
public record ClientName(String value) {
    public static final int MAX_LENGTH = 64;

    private static final int LONGEST_IN_MAIL = 40;
    // Up to four words, then a version and a build. Mail programs make links of what could be a host or a telephone
    // number, so dots stand between digits only, and digits are few.
    private static final Pattern FOR_MAIL =
            Pattern.compile("[\\p{L}][\\p{L}\\d]{0,19}(?:-\\d|[ _-]\\p{L}[\\p{L}\\d]{0,19}){0,4}"
                    + "(?: \\d{1,4}(?:\\p{L}\\d{1,4})?(?:\\.\\d{1,4}){0,3})?(?: \\([\\d.]{1,12}\\))?");

    public ClientName {
        value = canonical(value);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a client's name has a character");
        }
    }

    /// The name in what a stranger has sent; empty where nothing is left of it.
    public static Optional<ClientName> of(String untrusted) {
        var canonical = canonical(untrusted);
        return canonical.isEmpty() ? Optional.empty() : Optional.of(new ClientName(canonical));
    }

    private static String canonical(String sent) {
        var line = Text.clipped(sent, MAX_LENGTH);
        if (line.chars().noneMatch(ClientName::isQuotationMark)) {
            return line;
        }
        var unquoted = new StringBuilder();
        line.codePoints().filter(c -> !isQuotationMark(c)).forEach(unquoted::appendCodePoint);
        return Text.clipped(unquoted.toString(), MAX_LENGTH);
    }

    private static boolean isQuotationMark(int c) {
        int type = Character.getType(c);
        return type == Character.INITIAL_QUOTE_PUNCTUATION
                || type == Character.FINAL_QUOTE_PUNCTUATION
                || "\"„‚〝〞〟＂".indexOf(c) >= 0;
    }

    /// Whether it can stand in a mail: a few words and a version, and nothing that could be an address to follow.
    public boolean isFitForMail() {
        return value.length() <= LONGEST_IN_MAIL && FOR_MAIL.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
