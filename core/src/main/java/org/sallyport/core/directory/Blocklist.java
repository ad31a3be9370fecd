package org.sallyport.core.directory;

import java.util.Optional;
import java.util.Set;

/// Tells passwords that are tried first: common, expected or leaked ones (NIST SP 800-63B section 3.1.1.2).
/// Thread-safe.
@FunctionalInterface
public interface Blocklist {
    /// Lists nothing.
    Blocklist NONE = (password, words) -> Optional.empty();

    /// Why this password is on the list; empty where it is not. Keeps none of its characters, and makes no string of
    /// them.
    ///
    /// @param password in Unicode's form NFKC
    /// @param words of the person it is for, in small letters: whoever guesses at it tries them first
    /// @throws org.sallyport.core.store.Unavailable when the list cannot be read
    Optional<PasswordWeakness> find(CharSequence password, Set<String> words);

    /// This list, and behind it another one.
    default Blocklist and(Blocklist other) {
        return (password, words) -> find(password, words).or(() -> other.find(password, words));
    }
}
