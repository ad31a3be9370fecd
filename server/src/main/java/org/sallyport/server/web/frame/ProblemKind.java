package org.sallyport.server.web.frame;

import java.util.Locale;

/// What a program can be told that went wrong, each with its status and what it is in a few words.
public enum ProblemKind {
    BAD_REQUEST(400, "The request cannot be read"),
    TOKEN_MISSING(401, "A token is missing"),
    TOKEN_NOT_GOOD(401, "The token is not good, or not any more"),
    NOT_FOR_THIS_TOKEN(403, "The token is not for this, or whoever made it may not do it now"),
    NOT_ALLOWED(403, "Not to this person, or not by whoever made the token"),
    NO_SUCH_THING(404, "There is no such thing"),
    WRONG_METHOD(405, "This is not done with this method"),
    NO_SUCH_FORM(406, "It cannot be written in that form"),
    CONFLICT(409, "It does not fit what is there"),
    KEY_IN_USE(409, "The request with this idempotency key is under way"),
    ALREADY_SHOWN(410, "It was shown once, and is shown to nobody again"),
    CHANGED_MEANWHILE(412, "It was changed since it was read"),
    TOO_LARGE(413, "The request is too large"),
    WRONG_FORM(415, "It cannot be read in that form"),
    UNFIT(422, "The request can be read, and something in it cannot be"),
    KEY_OF_ANOTHER_REQUEST(422, "This idempotency key was used for another request"),
    CONDITION_MISSING(428, "The request has to say which state it changes"),
    TOO_MANY_REQUESTS(429, "Too many requests"),
    BROKEN(500, "Something went wrong here"),
    UNAVAILABLE(503, "This cannot be told now; ask again");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /// `no-such-thing`: what programs tell problems apart by; never changed.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The kind for a status that somebody else decided on.
    public static ProblemKind ofStatus(int status) {
        return switch (status) {
            case 401 -> TOKEN_MISSING;
            case 403 -> NOT_FOR_THIS_TOKEN;
            case 404 -> NO_SUCH_THING;
            case 405 -> WRONG_METHOD;
            case 406 -> NO_SUCH_FORM;
            case 413 -> TOO_LARGE;
            case 415 -> WRONG_FORM;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? BAD_REQUEST : BROKEN;
        };
    }
}
