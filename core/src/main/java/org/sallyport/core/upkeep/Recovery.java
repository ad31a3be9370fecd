package org.sallyport.core.upkeep;

import java.time.Duration;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.source.SourceName;

/// What came of setting a new password in place of a forgotten one.
public sealed interface Recovery {
    /// The new password is set, and every browser session of the account has ended.
    record Recovered() implements Recovery {}

    /// The name, the code or both are wrong, the code was used already, there were too many, or the account is
    /// disabled; the pages never say which.
    record Refused() implements Recovery {}

    /// Not looked at; after this long it will be.
    record Later(Duration time) implements Recovery {}

    ///
    /// @param shortest how many characters one of theirs has at least
    record Weak(PasswordWeakness why, int shortest) implements Recovery {}

    /// It is proved who asks, and the source that the account comes from has the password: only there can it be set.
    record NotHere(SourceName source) implements Recovery {}
}
