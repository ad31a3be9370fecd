package org.sallyport.core.directory;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.secret.Secret;

/// Why a chosen password is refused (NIST SP 800-63B section 3.1.1.2: length and a blocklist, no rules of
/// composition).
public enum PasswordWeakness {
    /// Fewer than 15 characters: before a second factor is registered it stands alone.
    TOO_SHORT,
    /// More than 256 characters or 1024 bytes.
    TOO_LONG,
    /// One character, or a short piece again and again.
    REPETITIVE,
    /// Little more than the user name, the person's name or the mail address.
    NAMES_ITS_OWNER;

    public static final int SHORTEST = 15;
    private static final int LONGEST = 256;

    /// The first weakness found, if any.
    public static Optional<PasswordWeakness> of(Secret password, Account owner) {
        var text = Normalizer.normalize(password.reveal(), Normalizer.Form.NFKC);
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            return Optional.of(TOO_SHORT);
        }
        if (length > LONGEST || password.length() > Secret.MAX_BYTES) {
            return Optional.of(TOO_LONG);
        }
        if (isRepetitive(text)) {
            return Optional.of(REPETITIVE);
        }
        return namesOwner(text, owner) ? Optional.of(NAMES_ITS_OWNER) : Optional.empty();
    }

    private static boolean isRepetitive(String text) {
        for (int period = 1; period <= 5; period++) {
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
    private static boolean namesOwner(String text, Account owner) {
        var rest = text.toLowerCase(Locale.ROOT);
        var name = owner.username().canonical();
        var words = List.of(
                name, name.split("@", 2)[0], owner.profile().displayName().toLowerCase(Locale.ROOT));
        for (var word : words) {
            rest = word.length() < 3 ? rest : rest.replace(word, "");
        }
        return rest.length() < 8;
    }
}
