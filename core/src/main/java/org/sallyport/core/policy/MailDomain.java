package org.sallyport.core.policy;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.core.account.EmailAddress;

/// A mail domain, with all below it.
///
/// @param name in its ASCII form, in small letters, with a dot in it
public record MailDomain(String name) {
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    // The last label has a letter (RFC 3696 section 2), so that no number is one.
    private static final Pattern FORM = Pattern.compile("(?:" + LABEL + "\\.)+(?=[0-9-]*[a-z])" + LABEL);

    public MailDomain {
        if (name.length() > 253 || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("a mail domain reads olive.example, found something else");
        }
    }

    /// Reads a domain as people write it; empty for anything else.
    static Optional<MailDomain> parse(String typed) {
        try {
            return Optional.of(new MailDomain(ascii(typed)));
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }

    /// Whether the mailbox belongs to it, or to a domain below it.
    boolean holds(EmailAddress address) {
        return covers(ascii(address.value().substring(address.value().lastIndexOf('@') + 1)));
    }

    /// Whether the other is this one or below it.
    boolean covers(MailDomain other) {
        return covers(other.name);
    }

    private boolean covers(String other) {
        return other.equals(name) || other.endsWith("." + name);
    }

    static String ascii(String domain) {
        return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }
}
