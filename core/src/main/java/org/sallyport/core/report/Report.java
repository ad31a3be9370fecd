package org.sallyport.core.report;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.verify.TypedName;

/// What a connected server says of a sign-in that is over.
///
/// @param mark what the server makes of the password: the same for the same one, and too short to find it by
/// @param protocol empty where the app spoke something that has no name here
/// @param server which connected server says it, by its configured name
public record Report(
        TypedName name,
        String mark,
        Result result,
        Optional<Protocol> protocol,
        Source source,
        Instant at,
        String server) {
    public Report {
        source = source.askedBy(server);
    }

    /// What came of the sign-in.
    public enum Result {
        RIGHT("right"),
        /// A guess: the password was wrong, or there is no such user.
        WRONG("wrong"),
        /// Turned away for another reason, which says nothing about the password.
        NOT_JUDGED("not-judged");

        private final String code;

        Result(String code) {
            this.code = code;
        }

        /// How the audit log writes it; never changed.
        public String code() {
            return code;
        }
    }
}
