package org.sallyport.server.web.frame;

import org.sallyport.core.directory.PasswordWeakness;

/// Says why a chosen password is refused.
public final class Weakness {
    private Weakness() {}

    /// About the field `password`.
    ///
    /// @param shortest how many characters it has at least
    public static Said of(PasswordWeakness why, int shortest) {
        var key = switch (why) {
            case TOO_SHORT -> "password.too-short";
            case TOO_LONG -> "password.too-long";
            case REPETITIVE -> "password.repetitive";
            case NAMES_ITS_OWNER -> "password.names-its-owner";
            case GUESSED_EARLY -> "password.guessed-early";
            case LEAKED -> "password.leaked";
        };
        return Said.of(key, shortest).about("password");
    }
}
