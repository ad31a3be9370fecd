package org.sallyport.server.listener.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.caller.ClientName;

/// The short name of an app in its `User-Agent` (RFC 9110 section 10.1.5): the first product and its version, with the
/// words before it (`Microsoft Office/16.0` has two). What begins with `Mozilla/` claims to be everything; there it is
/// the last product that is not one of those that all browsers name.
///
/// There is no list of apps here, and no app is missing from it.
final class UserAgent {
    private static final Set<String> NAMED_BY_ALL =
            Set.of("mozilla", "gecko", "applewebkit", "khtml", "version", "mobile", "safari");
    private static final int MOST_PRODUCTS = 30;

    private final String line;
    private int at;

    private UserAgent(String line) {
        this.line = line;
    }

    /// Empty where it says nothing that a person would recognise.
    static Optional<ClientName> client(byte[] value) {
        var line = new String(value, StandardCharsets.UTF_8);
        var agent = new UserAgent(line);
        return (line.regionMatches(true, 0, "Mozilla/", 0, 8) ? agent.lastOfItsOwn() : agent.first())
                .flatMap(ClientName::of);
    }

    private Optional<String> first() {
        var words = new StringBuilder();
        for (int i = 0; i < MOST_PRODUCTS; i++) {
            var word = word();
            if (word == null) {
                break;
            }
            words.append(words.isEmpty() ? "" : " ").append(readable(word));
            if (word.indexOf('/') >= 0) {
                break;
            }
        }
        return Optional.of(words.toString());
    }

    private Optional<String> lastOfItsOwn() {
        String last = null;
        for (int i = 0; i < MOST_PRODUCTS && at < line.length(); i++) {
            var word = word();
            if (word == null) {
                skipComment();
            } else if (!NAMED_BY_ALL.contains(product(word).toLowerCase(Locale.ROOT))) {
                last = word;
            }
        }
        return Optional.ofNullable(last).map(UserAgent::readable);
    }

    /// The next word; null before a comment and at the end.
    private @Nullable String word() {
        skipBlanks();
        int from = at;
        while (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '(') {
            at++;
        }
        return at == from ? null : line.substring(from, at);
    }

    // RFC 9110 section 5.6.5: comments stand in comments.
    private void skipComment() {
        int depth = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
            if (depth <= 0) {
                return;
            }
        }
    }

    private void skipBlanks() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
    }

    private static String product(String word) {
        int slash = word.indexOf('/');
        return slash < 0 ? word : word.substring(0, slash);
    }

    private static String readable(String word) {
        return word.replace('/', ' ');
    }
}
