package org.sallyport.server.web.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.policy.Limits;

/// The form for a new account password as it was sent.
///
/// @param then what shall become of the app passwords: `keep`, `sleep` or `revoke`
record TypedPasswords(String present, String password, String again, String then) {
    // A field that a request leaves out is an empty one.
    TypedPasswords(@Nullable String present, @Nullable String password, @Nullable String again, @Nullable String then) {
        this.present = Objects.requireNonNullElse(present, "");
        this.password = Objects.requireNonNullElse(password, "");
        this.again = Objects.requireNonNullElse(again, "");
        this.then = Objects.requireNonNullElse(then, "");
    }

    /// What was chosen, else what is usual.
    Limits.PasswordChanged choice(Limits.PasswordChanged usual) {
        return Arrays.stream(Limits.PasswordChanged.values())
                .filter(one -> code(one).equals(then))
                .findFirst()
                .orElse(usual);
    }

    /// `keep`
    static String code(Limits.PasswordChanged choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "TypedPasswords[hidden]";
    }
}
