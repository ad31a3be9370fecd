package org.sallyport.server.remote;

import java.io.Serial;

/// A command for a server elsewhere was not carried out. The message is for a person at a terminal.
final class RemoteFailure extends RuntimeException {
    /// The server refused, or found a problem.
    static final int REFUSED = 1;
    /// Wrongly asked.
    static final int MISUSED = 2;
    /// No answer that could be relied on: not reached, not trusted, broken off, out of order. Asking again may help.
    static final int UNAVAILABLE = 3;

    @Serial
    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final int exitCode;

    private RemoteFailure(String message, int exitCode) {
        super(message);
        sentence = message;
        this.exitCode = exitCode;
    }

    static RemoteFailure refused(String message) {
        return new RemoteFailure(message, REFUSED);
    }

    static RemoteFailure misuse(String message) {
        return new RemoteFailure(message, MISUSED);
    }

    static RemoteFailure unavailable(String message) {
        return new RemoteFailure(message, UNAVAILABLE);
    }

    String sentence() {
        return sentence;
    }

    int exitCode() {
        return exitCode;
    }
}
