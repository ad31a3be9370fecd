package org.sallyport.server.main;

import java.io.Serial;

/// A command cannot do what it was asked. The message is one plain sentence or a few lines for a person at a terminal.
final class Failure extends RuntimeException {
    /// Refused, failed, or a problem found.
    static final int FAILED = 1;
    /// Wrongly asked, or wrongly configured.
    static final int MISUSED = 2;

    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    static Failure because(String message) {
        return new Failure(message, FAILED);
    }

    static Failure misuse(String message) {
        return new Failure(message, MISUSED);
    }

    int exitCode() {
        return exitCode;
    }
}
