package org.sallyport.core.secret;

/// What a key is used for. Every purpose has its own key, derived from the keyset's by HKDF (RFC 5869), so that a
/// digest made for one purpose is worth nothing for another.
public enum Purpose {
    APP_PASSWORD("app-password"),
    /// The key that an account password passes through before Argon2id (NIST SP 800-63B section 3.1.1.2).
    ACCOUNT_PASSWORD("account-password"),
    ONE_TIME_CODE("one-time-code"),
    SESSION("session"),
    /// What opens the API to programs.
    API_TOKEN("api-token"),
    AUDIT("audit"),
    /// Rows of the database, so that one altered behind Sallyport's back is recognised.
    ROW("row"),
    /// In-memory recognition of secrets already judged; never stored.
    RECOGNITION("recognition"),
    /// Names typed by strangers and look-ups of encrypted columns.
    BLIND_INDEX("blind-index"),
    /// Encryption of columns.
    SEAL("seal");

    private final String label;

    Purpose(String label) {
        this.label = label;
    }

    /// The HKDF `info`: changing it makes every stored digest of this purpose unreadable.
    public String label() {
        return "sallyport/" + label + "/v1";
    }
}
