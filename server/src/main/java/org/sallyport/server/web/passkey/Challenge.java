package org.sallyport.server.web.passkey;

import java.time.Duration;
import java.time.Instant;

/// One question to a passkey: bytes nobody can foretell, good for one browser, one purpose and some minutes.
///
/// @param value 256 bit
/// @param made to the millisecond
/// @param ticket what brings the question back with its answer
record Challenge(byte[] value, Instant made, String ticket) {
    Challenge {
        value = value.clone();
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    /// What the answer is good for.
    enum Purpose {
        REGISTER(Duration.ofMinutes(10)),
        SECOND_FACTOR(Duration.ofMinutes(10)),
        /// The sign-in page may stand open for a while before a passkey is picked from the list at its first field.
        SIGN_IN(Duration.ofHours(1)),
        /// As long as the mailed code that goes with it.
        FORGOTTEN_PASSWORD(Duration.ofMinutes(10));

        private final Duration goodFor;

        Purpose(Duration goodFor) {
            this.goodFor = goodFor;
        }

        Duration goodFor() {
            return goodFor;
        }
    }
}
