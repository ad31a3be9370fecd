package org.sallyport.core.policy;

/// What account passwords have to be that are chosen from now on (NIST SP 800-63B section 3.1.1.2: a length and a
/// blocklist, no rules of composition, no date).
///
/// @param shortest how many characters one has at least, 8 to 64
public record PasswordRule(int shortest, Blocklisting blocklisting) {
    /// How short one may be that stands alone.
    public static final int ALONE = 15;

    public static final int LEAST = 8;
    public static final int MOST = 64;

    public enum Blocklisting {
        OFF,
        /// What is tried first is refused: common and expected ones, and those that were stolen elsewhere.
        ON
    }

    public PasswordRule {
        if (shortest < LEAST || shortest > MOST) {
            throw new IllegalArgumentException("a password has 8 to 64 characters at least, found " + shortest);
        }
    }

    /// Fifteen characters, and none that is tried first.
    public static PasswordRule standard() {
        return new PasswordRule(ALONE, Blocklisting.ON);
    }

    /// What every rule asks for.
    public static PasswordRule loosest() {
        return new PasswordRule(LEAST, Blocklisting.OFF);
    }

    PasswordRule withShortest(int other) {
        return new PasswordRule(other, blocklisting);
    }

    PasswordRule with(Blocklisting other) {
        return new PasswordRule(shortest, other);
    }

    /// The same for a password that opens something without a second factor.
    PasswordRule alone() {
        return withShortest(Math.max(shortest, ALONE));
    }
}
