package org.sallyport.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sallyport.server.config.Kind.Outcome;

/// The kinds of values that only the keys of telephones and mailboxes take.
final class PhoneKinds {
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    // 3GPP TS 23.040 section 9.1.2.5: a name of at most eleven characters; or a number; or a service of Twilio's.
    private static final Pattern SENDER =
            Pattern.compile("\\+?[0-9]{3,15}|[A-Za-z0-9][A-Za-z0-9 ]{0,10}|MG[0-9a-f]{32}");
    private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,252}[\\p{L}\\p{N}])?");
    private static final Pattern SMPP_WORD = Pattern.compile("[!-~]{1,15}");
    private static final int LONGEST_TEMPLATE = 2000;

    static final Kind<String> COUNTRY = Kind.shown(
            String.class,
            "a country's two letters (ISO 3166), like GR",
            text -> Optional.of(text)
                    .filter(code -> Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2)
                            .contains(code)));
    static final Kind<String> HEADER_NAME = Kind.shown(
            String.class,
            "the name of a header",
            text -> Optional.of(text).filter(name -> HEADER.matcher(name).matches()));
    static final Kind<String> ACCOUNT_ID = Kind.shown(
            String.class,
            "an account's id of letters and digits",
            text -> Optional.of(text).filter(id -> ACCOUNT.matcher(id).matches()));
    static final Kind<String> SENDER_OF_TEXTS = Kind.shown(
            String.class,
            "a number like +302101234567, or a name of at most 11 letters and digits",
            text -> Optional.of(text).filter(from -> SENDER.matcher(from).matches()));
    static final Kind<String> WORD_OF_SMPP = Kind.shown(
            String.class,
            "1 to 15 printable characters of ASCII without blanks",
            text -> Optional.of(text).filter(word -> SMPP_WORD.matcher(word).matches()));
    static final Kind<String> MAIL_DOMAIN = Kind.shown(
            String.class,
            "a mail domain like olive.example",
            text -> Optional.of(text).filter(domain -> DOMAIN.matcher(domain).matches()));
    static final Kind<URI> API_URL = Kind.shown(
            URI.class, "https://host/path (http:// only for this machine), without a user in it", PhoneKinds::apiUrl);
    static final Kind<String> TEMPLATE = new Kind<>(
            String.class, "a body that holds {number} or {digits}, and {text} or {code}", PhoneKinds::template);

    private PhoneKinds() {}

    private static Optional<URI> apiUrl(String text) {
        try {
            var uri = new URI(text);
            var host = uri.getHost();
            boolean whole = host != null && uri.getUserInfo() == null && uri.getFragment() == null;
            boolean secure = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme())
                            && host != null
                            && Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
            return Optional.of(uri).filter(u -> whole && secure);
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    // Never quoted: an operator may have written a key of the provider into it.
    private static Outcome<String> template(String text, Surroundings surroundings) {
        boolean number = text.contains("{number}") || text.contains("{digits}");
        boolean code = text.contains("{text}") || text.contains("{code}");
        return number && code && text.length() <= LONGEST_TEMPLATE
                ? new Outcome.Good<>(text)
                : new Outcome.Bad<>("needs a body of at most " + LONGEST_TEMPLATE
                        + " characters that holds {number} or {digits}, and {text} or {code}");
    }
}
