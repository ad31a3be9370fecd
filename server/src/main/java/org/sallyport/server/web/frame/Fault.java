package org.sallyport.server.web.frame;

/// What a page can be unable to do, each with the status it answers with and the sentences it says.
public enum Fault {
    BAD_REQUEST(400, "bad-request"),
    /// The form was made for another browser or another sign-in, or came from another site.
    FORM_EXPIRED(403, "form-expired"),
    /// MFA is not required for this account, so there is nothing to set up.
    NOT_REQUIRED(403, "not-required"),
    /// A group of this account's has no app passwords.
    NO_APP_PASSWORDS(403, "no-app-passwords"),
    NOT_ADMIN(403, "not-admin"),
    /// One of the staff, of whom MFA is not required.
    ADMIN_NEEDS_MFA(403, "admin-needs-mfa"),
    /// One of the staff, who has no passkey.
    ADMIN_NEEDS_PASSKEY(403, "admin-needs-passkey"),
    /// One of the staff, whose role does not permit this.
    NOT_YOUR_DUTY(403, "not-your-duty"),
    FORBIDDEN(403, "forbidden"),
    MISSING(404, "missing"),
    WRONG_METHOD(405, "missing"),
    BROKEN(500, "broken"),
    /// A part that is needed cannot tell now.
    UNAVAILABLE(503, "unavailable");

    private final int status;
    private final String code;

    Fault(int status, String code) {
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    /// The middle of its message keys: `fault.missing.title`.
    public String code() {
        return code;
    }

    /// The fault for a status that somebody else decided on.
    static Fault ofStatus(int status) {
        return switch (status) {
            case 403 -> FORBIDDEN;
            case 404 -> MISSING;
            case 405 -> WRONG_METHOD;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : BROKEN;
        };
    }
}
