package org.sallyport.server.main;

import java.util.Optional;
import org.sallyport.core.secret.KeysetFile;
import org.sallyport.core.store.Unavailable;
import org.slf4j.LoggerFactory;

/// Says in a sentence what went wrong.
final class Sentence {
    private Sentence() {}

    /// Prints it and returns the exit code that goes with it.
    static int print(Throwable thrown, Terminal terminal) {
        if (thrown instanceof Failure failure) {
            terminal.err().println(failure.getMessage());
            return failure.exitCode();
        }
        var foreseen = of(thrown);
        if (foreseen.isPresent()) {
            terminal.err().println("sallyport: " + foreseen.get());
        } else {
            terminal.err().println("sallyport: this should not have happened (" + thrown + "). Please report it.");
            LoggerFactory.getLogger(Sentence.class)
                    .atError()
                    .setMessage("command.failed")
                    .setCause(thrown)
                    .log();
        }
        return Failure.FAILED;
    }

    /// The sentence for a fault that was foreseen.
    static Optional<String> of(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            // Named and not imported: commands that start no web server must not load its classes.
            if (cause.getClass().getSimpleName().equals("PortInUseException")) {
                return Optional.of(text(cause).replaceAll("\\.$", "")
                        + ": another program has it. Stop that one or choose another port.");
            }
            // Netty's native transport has its own exception for this, which only its text tells from others.
            if (thrown instanceof Unavailable unavailable && text(cause).endsWith("Address already in use")) {
                return Optional.of("the " + unavailable.part()
                        + " cannot open: another program has the port. Stop that one or choose another port.");
            }
        }
        if (thrown instanceof Unavailable || thrown instanceof KeysetFile.Unreadable) {
            return Optional.of(text(thrown));
        }
        return Optional.empty();
    }

    static String text(Throwable thrown) {
        var message = thrown.getMessage();
        return message == null ? thrown.toString() : message;
    }
}
