package org.sallyport.server.web.admin.server;

/// What came of one question that was asked to see whether it is answered.
///
/// @param place where it was asked, as the configuration says it; empty where nothing was asked
/// @param millis how long it took
public record Trial(String place, Result result, long millis) {
    /// How it ended. Each has a sentence for listeners, or for Dovecot servers, or for both.
    public enum Result {
        WORKS,
        /// It answers, and has nothing to say of nobody: the right answer of a policy service.
        NO_OBJECTION,
        /// Nobody took the connection.
        UNREACHABLE,
        NO_ANSWER,
        /// It was closed before an answer came.
        CLOSED,
        /// No TLS, or with another certificate.
        TLS,
        /// It takes no password without TLS from this machine.
        NEEDS_TLS,
        /// Another token, or another key, is expected there.
        NOT_KNOWN,
        /// An outage, or too much to do.
        NOT_NOW,
        /// Something else listens there.
        WRONG_ANSWER,
        /// The configuration names no server that may ask.
        NOBODY,
        /// Another test is under way.
        BUSY
    }

    static Trial without(Result result) {
        return new Trial("", result, 0);
    }

    public boolean isGood() {
        return result == Result.WORKS || result == Result.NO_OBJECTION;
    }
}
