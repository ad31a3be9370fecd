package org.sallyport.server.listener.dovecot;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.verify.Attempt;

/// One sign-in that is under way on a connection. Used on the connection's event loop only.
final class Request {
    /// What is said in place of a challenge, as in every server since the draft that LOGIN comes from.
    static final String ASK_NAME = "Username:";

    static final String ASK_PASSWORD = "Password:";

    private final long id;
    private final Mechanism mechanism;
    private final Protocol protocol;
    private final Source source;
    private final Optional<ClientName> client;
    private final LongSupplier nanos;
    private final long begun;
    private long askedAt;
    private @Nullable String name;
    private @Nullable Attempt attempt;

    enum Mechanism {
        /// RFC 4616
        PLAIN,
        /// draft-murchison-sasl-login
        LOGIN;

        static Optional<Mechanism> find(String name) {
            return switch (name.toUpperCase(Locale.ROOT)) {
                case "PLAIN" -> Optional.of(PLAIN);
                case "LOGIN" -> Optional.of(LOGIN);
                default -> Optional.empty();
            };
        }
    }

    /// @param nanos what [System#nanoTime] says
    Request(
            long id,
            Mechanism mechanism,
            Protocol protocol,
            Source source,
            Optional<ClientName> client,
            LongSupplier nanos) {
        this.id = id;
        this.mechanism = mechanism;
        this.protocol = protocol;
        this.source = source;
        this.client = client;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    long id() {
        return id;
    }

    Mechanism mechanism() {
        return mechanism;
    }

    Protocol protocol() {
        return protocol;
    }

    Source source() {
        return source;
    }

    Optional<ClientName> client() {
        return client;
    }

    /// The name as it was typed; empty until it is known.
    String name() {
        return name == null ? "" : name;
    }

    void named(String typed) {
        name = typed;
    }

    boolean isNamed() {
        return name != null;
    }

    /// What is being judged.
    ///
    /// @throws IllegalStateException while the app has still to say something
    Attempt requireAttempt() {
        var asked = attempt;
        if (asked == null) {
            throw new IllegalStateException("nothing has been asked yet");
        }
        return asked;
    }

    void asks(Attempt asked) {
        attempt = asked;
        askedAt = nanos.getAsLong();
    }

    /// How long ago it was begun.
    Duration age() {
        return Duration.ofNanos(nanos.getAsLong() - begun);
    }

    /// How long its caller has waited for what it asks. What its app took to say it does not count.
    Duration waited() {
        return Duration.ofNanos(nanos.getAsLong() - askedAt);
    }

    /// Clears the password.
    void forget() {
        if (attempt != null) {
            attempt.secret().close();
        }
    }
}
