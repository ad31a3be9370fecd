package org.sallyport.server.listener.ldap;

import java.util.Optional;

/// What no bind may be, whoever it is for.
final class Binds {
    private static final int OLDEST = 2;
    private static final int NEWEST = 3;

    private Binds() {}

    /// Why this bind is refused before anybody is asked about a password; empty where it is not.
    ///
    /// @param mayTakePassword whether nobody else can have read it on its way
    static Optional<Reply> refusal(BindQuestion question, boolean mayTakePassword) {
        if (question.version() < OLDEST || question.version() > NEWEST) {
            return Optional.of(Reply.protocolError("the version is 3"));
        }
        if (question.unknownCritical()) {
            return Optional.of(Reply.CRITICAL_CONTROL);
        }
        return switch (question.method()) {
            case SASL, OTHER -> Optional.of(Reply.METHOD);
            case SIMPLE -> refusalOfSimple(question, mayTakePassword);
        };
    }

    private static Optional<Reply> refusalOfSimple(BindQuestion question, boolean mayTakePassword) {
        if (question.name().isEmpty() && question.password().isEmpty()) {
            return Optional.empty(); // anonymous
        }
        if (!mayTakePassword) {
            return Optional.of(Reply.NEEDS_TLS);
        }
        return question.password().isBlank() ? Optional.of(Reply.NO_PASSWORD) : Optional.empty();
    }
}
