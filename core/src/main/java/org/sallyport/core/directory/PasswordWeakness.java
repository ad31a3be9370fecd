package org.sallyport.core.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.policy.PasswordRule;
import org.sallyport.core.secret.Secret;

/// Why a chosen password is refused (NIST SP 800-63B section 3.1.1.2: length and a blocklist, no rules of
/// composition).
public enum PasswordWeakness {
    /// Fewer characters than the rule says.
    TOO_SHORT,
    /// More than 256 characters or 1024 bytes.
    TOO_LONG,
    /// One character, or a short piece again and again.
    REPETITIVE,
    /// Little more than the user name, the person's name or the mail address.
    NAMES_ITS_OWNER,
    /// Made of what is tried first: common words and passwords, rows of keys, dates, counting.
    GUESSED_EARLY,
    /// Among the passwords that were stolen elsewhere.
    LEAKED;

    private static final int LONGEST = 256;
    private static final int LONGEST_PIECE = 5;
    private static final int SHORTEST_WORD = 3;
    private static final int SHORTEST_REST = 8;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s@._-]+");

    /// The first weakness found, if any. No string is made of the password: it could not be cleared.
    ///
    /// @throws org.sallyport.core.store.Unavailable when the blocklist cannot be read
    static Optional<PasswordWeakness> of(Secret password, Account owner, PasswordRule rule, Blocklist blocklist) {
        if (password.length() > Secret.MAX_BYTES) {
            return Optional.of(TOO_LONG);
        }
        try (var normalized = password.normalized()) {
            return normalized.seenBy(text -> of(text, owner, rule, blocklist));
        }
    }

    private static Optional<PasswordWeakness> of(
            CharSequence text, Account owner, PasswordRule rule, Blocklist blocklist) {
        int length = Character.codePointCount(text, 0, text.length());
        if (length < rule.shortest()) {
            return Optional.of(TOO_SHORT);
        }
        if (length > LONGEST) {
            return Optional.of(TOO_LONG);
        }
        if (isRepetitive(text)) {
            return Optional.of(REPETITIVE);
        }
        if (namesOwner(text, owner)) {
            return Optional.of(NAMES_ITS_OWNER);
        }
        return switch (rule.blocklisting()) {
            case ON -> blocklist.find(text, wordsOf(owner));
            case OFF -> Optional.empty();
        };
    }

    // Whole names, and what they are put together from.
    private static Set<String> wordsOf(Account owner) {
        var names = Stream.concat(
                Stream.of(owner.username().canonical(), owner.profile().displayName()),
                owner.contact().map(contact -> contact.address().value()).stream());
        return names.map(name -> name.toLowerCase(Locale.ROOT))
                .flatMap(name -> Stream.concat(Stream.of(name), Arrays.stream(BETWEEN_WORDS.split(name))))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isRepetitive(CharSequence text) {
        for (int period = 1; period <= LONGEST_PIECE; period++) {
            int same = 0;
            for (int i = period; i < text.length(); i++) {
                same += text.charAt(i) == text.charAt(i - period) ? 1 : 0;
            }
            if (same == text.length() - period) {
                return true;
            }
        }
        return false;
    }

    // What is left after the owner's own words are taken out must still be a password of eight characters.
    private static boolean namesOwner(CharSequence text, Account owner) {
        var name = owner.username().canonical();
        var words = List.of(name, name.split("@", 2)[0], owner.profile().displayName());
        char[] rest = new char[text.length()];
        try {
            int length = rest.length;
            for (int i = 0; i < length; i++) {
                rest[i] = folded(text.charAt(i));
            }
            for (var word : words) {
                length = word.length() < SHORTEST_WORD ? length : without(rest, length, word);
            }
            return length < SHORTEST_REST;
        } finally {
            Arrays.fill(rest, '\0');
        }
    }

    /// Takes every occurrence of the word out of the first `length` characters, and says how many are left.
    private static int without(char[] text, int length, String word) {
        int kept = 0;
        int at = 0;
        while (at < length) {
            if (stands(word, text, at, length)) {
                at += word.length();
            } else {
                text[kept++] = text[at++];
            }
        }
        return kept;
    }

    private static boolean stands(String word, char[] text, int at, int length) {
        int same = 0;
        while (same < word.length() && at + same < length && text[at + same] == folded(word.charAt(same))) {
            same++;
        }
        return same == word.length();
    }

    // A sigma at the end of a word is one in its middle, as in capitals.
    private static char folded(char c) {
        char lower = Character.toLowerCase(c);
        return lower == 'ς' ? 'σ' : lower;
    }
}
