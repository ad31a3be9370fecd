package org.sallyport.core.verify;

import java.util.Arrays;
import java.util.Optional;

/// Why not. For the audit log, the admin and, for their own app passwords, the person; never for the caller.
public enum Rejection {
    /// The name or the secret is empty, too long or can be neither.
    MALFORMED("malformed"),
    NO_SUCH_ACCOUNT("no-such-account"),
    ACCOUNT_DISABLED("account-disabled"),
    WRONG_SECRET("wrong-secret"),
    /// It was the account password before the last change.
    OLD_ACCOUNT_PASSWORD("old-account-password"),
    /// The account password is right, but this account's apps need an app password.
    APP_PASSWORD_NEEDED("app-password-needed"),
    /// The app password is right, but nothing used it in time.
    NEVER_USED("never-used"),
    /// The app password is right, but opens nothing for some minutes after it was made.
    NOT_YET("not-yet"),
    /// A group of the account's has no app passwords, and its apps need one.
    NO_APP_PASSWORDS("no-app-passwords"),
    /// The app password is right, but sleeps while MFA is not required.
    ASLEEP("asleep"),
    /// The app password is right, but sleeps since the account password was changed, until its owner wakes it.
    PUT_TO_SLEEP("put-to-sleep"),
    REVOKED("revoked"),
    EXPIRED("expired"),
    PROTOCOL_OUT_OF_SCOPE("protocol-out-of-scope"),
    NETWORK_OUT_OF_SCOPE("network-out-of-scope"),
    /// The app password is right, but its first use tied it to another kind of app or another network.
    ELSEWHERE("elsewhere");

    private final String code;

    Rejection(String code) {
        this.code = code;
    }

    /// How the audit log writes it; never changed.
    public String code() {
        return code;
    }

    /// The reason with exactly this code.
    public static Optional<Rejection> find(String code) {
        return Arrays.stream(values()).filter(r -> r.code.equals(code)).findFirst();
    }

    /// Whether, where the secret was no app password, it was the right account password.
    public boolean isOfRightPassword() {
        return this == APP_PASSWORD_NEEDED || this == NO_APP_PASSWORDS;
    }

    /// Whether the secret was right once: a device that nobody has told of the change, and no guess.
    public boolean isOldSecret() {
        return this == REVOKED || this == EXPIRED || this == NEVER_USED || this == OLD_ACCOUNT_PASSWORD;
    }
}
