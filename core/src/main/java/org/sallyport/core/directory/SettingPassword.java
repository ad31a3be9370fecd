package org.sallyport.core.directory;

/// What came of setting an account password.
public sealed interface SettingPassword {
    record PasswordSet() implements SettingPassword {}

    record Weak(PasswordWeakness why) implements SettingPassword {}

    record NoSuchAccount() implements SettingPassword {}
}
