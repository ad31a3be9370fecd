package org.sallyport.core.directory;

import org.sallyport.core.source.SourceName;

/// What came of setting an account password.
public sealed interface SettingPassword {
    record PasswordSet() implements SettingPassword {}

    ///
    /// @param shortest how many characters one of theirs has at least
    record Weak(PasswordWeakness why, int shortest) implements SettingPassword {}

    /// The source that the account comes from has it: only there can it be set.
    record NotHere(SourceName source) implements SettingPassword {}

    record NoSuchAccount() implements SettingPassword {}
}
