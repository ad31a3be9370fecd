package org.sallyport.server.directory.local;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// A password digest as text, in PHC string format: `$argon2id$v=19$m=19456,t=2,p=1,keyid=1$salt$hash`.
///
/// @param keyId which key of the keyset the password passed through, in decimal
record PhcString(Cost cost, int keyId, byte[] salt, byte[] hash) {
    static final int HASH_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2}),keyid=([0-9]{1,9})"
                    + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    /// Empty for anything that [#toString] would not write.
    static Optional<PhcString> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            var cost = new Cost(number(form.group(1)), number(form.group(2)), number(form.group(3)));
            var decoder = Base64.getDecoder();
            return Optional.of(new PhcString(
                    cost, number(form.group(4)), decoder.decode(form.group(5)), decoder.decode(form.group(6))));
        } catch (IllegalArgumentException outOfBounds) {
            return Optional.empty();
        }
    }

    /// Whether one hash of a typed password can be compared with both.
    boolean isMadeLike(PhcString other) {
        return cost.equals(other.cost) && keyId == other.keyId && Arrays.equals(salt, other.salt);
    }

    @Override
    public String toString() {
        var encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + ",keyid=" + keyId
                + "$" + encoder.encodeToString(salt) + "$" + encoder.encodeToString(hash);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
