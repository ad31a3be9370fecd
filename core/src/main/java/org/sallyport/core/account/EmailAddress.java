package org.sallyport.core.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mail address that a message can be sent to: `local@domain` without quoting, comments or line breaks.
///
/// @param value at most 254 characters (RFC 5321 section 4.5.3.1)
public record EmailAddress(String value) {
    // A subset of RFC 5321 Mailbox on purpose: what it leaves out is what injects headers and commands.
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";

    private static final Pattern FORM =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~.-]{1,64}@" + LABEL + "(?:\\." + LABEL + ")*");

    public EmailAddress {
        if (value.length() > 254 || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a mail address reads name@domain, found something else");
        }
    }

    public static Optional<EmailAddress> parse(String typed) {
        try {
            return Optional.of(new EmailAddress(typed.strip()));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /// The mailbox behind it as far as anybody can tell, for counting and for nothing else: in lower case and without
    /// the detail that many servers let people add (`eleni+shop@olive.example`, RFC 5233).
    public String mailbox() {
        int at = value.lastIndexOf('@');
        int plus = value.indexOf('+');
        var local = plus > 0 && plus < at ? value.substring(0, plus) : value.substring(0, at);
        return (local + value.substring(at)).toLowerCase(Locale.ROOT);
    }

    /// `e•••••@olive.example`: enough for its owner to recognise, too little for anybody else.
    public String masked() {
        int at = value.lastIndexOf('@');
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "•••••" + value.substring(at);
    }

    /// Hidden as in [#masked], so that no log line holds a whole address.
    @Override
    public String toString() {
        return masked();
    }
}
