package org.sallyport.core.figures;

import java.util.Arrays;
import java.util.Optional;

/// Something that is counted.
///
/// @param kind what happened
/// @param what which of these: the code of a protocol or of a reason, or the name of a state in lower case
public record Figure(Kind kind, String what) {
    /// What is counted.
    public enum Kind {
        /// Sign-ins of apps that were let in, by protocol.
        SIGNED_IN("signed-in"),
        /// Sign-ins of apps that were refused, by reason.
        REFUSED("refused"),
        /// Active accounts, by MFA state.
        STATE("state");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /// How it is stored and how pages find its words; never changed.
        public String code() {
            return code;
        }

        public static Optional<Kind> find(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code.equals(code))
                    .findFirst();
        }
    }
}
