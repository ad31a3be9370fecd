package org.sallyport.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Profile;

/// What undoing an import would do.
///
/// @param removed whom it added, and nobody used or changed since
/// @param restored whom it changed, and nobody changed since
/// @param left who stays as they are
/// @param gone how many are not there any more
public record UndoOutlook(List<Account> removed, List<Restored> restored, List<Left> left, int gone) {
    public UndoOutlook {
        removed = List.copyOf(removed);
        restored = List.copyOf(restored);
        left = List.copyOf(left);
    }

    public record Restored(Account account, Profile before) {}

    public record Left(Account account, Why why) {}

    /// Why somebody stays.
    public enum Why {
        /// They can sign in, have signed in, or have a method or an app password.
        USED,
        /// Something else was changed of them since.
        CHANGED,
        /// A source says by now what would be restored.
        BELONGS_TO_SOURCE;

        /// `belongs-to-source`: how pages call it.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Whether there is anything to undo.
    public boolean doesSomething() {
        return !removed.isEmpty() || !restored.isEmpty();
    }

    /// Another one where it would do anything else.
    public String fingerprint() {
        var digest = sha256();
        removed.forEach(one -> digest.update(line('-', one, "")));
        restored.forEach(one -> digest.update(line('*', one.account(), "")));
        left.forEach(one -> digest.update(line('=', one.account(), one.why().name())));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] line(char what, Account account, String why) {
        return (what + " " + account.id() + " " + account.revision() + " " + why + "\n").getBytes(UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
