package org.sallyport.core.device;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.EmailAddress;

/// One mail address, or every address of one domain.
///
/// @param value `scan@olive.example` or `olive.example`, in lower case, the domain in ASCII (RFC 5890)
public record MailPattern(String value) implements Comparable<MailPattern> {
    /// How many a device has of each kind.
    public static final int MOST = 50;

    public MailPattern {
        if (!canonical(value).equals(Optional.of(value))) {
            throw new IllegalArgumentException("a mail address or a domain, found something else");
        }
    }

    /// Reads what somebody typed: `scan@olive.example`, `olive.example` or `@olive.example`.
    public static Optional<MailPattern> parse(String typed) {
        return canonical(typed.strip()).map(MailPattern::new);
    }

    /// Whether the address of an envelope is meant. Letter case is ignored, also where RFC 5321 section 2.4 would let
    /// a server tell `Scan@` from `scan@`: nobody does.
    public boolean covers(String address) {
        int at = address.lastIndexOf('@');
        var domain = at < 0 ? Optional.<String>empty() : ascii(address.substring(at + 1));
        return domain.filter(known -> isDomain()
                        ? known.equals(value)
                        : (address.substring(0, at).toLowerCase(Locale.ROOT) + "@" + known).equals(value))
                .isPresent();
    }

    /// Whether every address of the domain is meant.
    public boolean isDomain() {
        return value.indexOf('@') < 0;
    }

    @Override
    public int compareTo(MailPattern other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static Optional<String> canonical(String typed) {
        int at = typed.lastIndexOf('@');
        var local = typed.substring(0, Math.max(at, 0)).toLowerCase(Locale.ROOT);
        // Whatever is no domain makes no address with anything before it.
        return ascii(typed.substring(at + 1))
                .filter(domain -> domain.indexOf('.') > 0)
                .filter(domain -> EmailAddress.parse((local.isEmpty() ? "x" : local) + "@" + domain)
                        .isPresent())
                .map(domain -> local.isEmpty() ? domain : local + "@" + domain);
    }

    private static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain).toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty());
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }
}
