package org.sallyport.core.method;

import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.sallyport.core.account.AccountId;

/// A registered passkey or security key (WebAuthn Level 3).
public record Passkey(MethodId id, AccountId account, String label, Credential credential, Instant registered)
        implements Method {

    @Override
    public Passkey named(String changed) {
        return new Passkey(id, account, changed, credential, registered);
    }

    /// The same passkey after it was used.
    public Passkey with(Credential used) {
        return new Passkey(id, account, label, used, registered);
    }

    /// What the authenticator told of itself. Nothing in it is secret.
    ///
    /// @param id the credential id, base64url without padding; at most 1,023 bytes (WebAuthn Level 3 section 7.1)
    /// @param userHandle 64 random bytes, base64url without padding, the same for all passkeys of one account
    /// @param publicKey COSE, base64url without padding
    /// @param signatureCount the last one seen; 0 where the authenticator does not count
    /// @param transports as the browser named them
    public record Credential(
            String id, String userHandle, String publicKey, long signatureCount, Set<String> transports, Flags flags) {
        public Credential {
            transports = Set.copyOf(transports);
        }

        /// The credential as lines of text, one for each part in this order.
        String text() {
            return String.join(
                    "\n",
                    id,
                    userHandle,
                    publicKey,
                    Long.toString(signatureCount),
                    String.join(" ", new TreeSet<>(transports)),
                    Boolean.toString(flags.verifiesUser()),
                    Boolean.toString(flags.backupEligible()),
                    Boolean.toString(flags.backedUp()));
        }

        /// @throws IllegalArgumentException when [#text] did not write it
        static Credential parse(String text) {
            var lines = text.split("\n", -1);
            if (lines.length != 8) {
                throw new IllegalArgumentException("a credential has eight lines, found " + lines.length);
            }
            return new Credential(
                    lines[0],
                    lines[1],
                    lines[2],
                    Long.parseLong(lines[3]),
                    lines[4].isEmpty() ? Set.of() : Set.of(lines[4].split(" ")),
                    new Flags(
                            Boolean.parseBoolean(lines[5]),
                            Boolean.parseBoolean(lines[6]),
                            Boolean.parseBoolean(lines[7])));
        }
    }

    /// What the authenticator data said (WebAuthn Level 3 section 6.1).
    ///
    /// @param verifiesUser whether it has ever verified its user, by PIN or biometrics
    /// @param backupEligible whether it may be kept in more than one place; never changes
    /// @param backedUp whether it is
    public record Flags(boolean verifiesUser, boolean backupEligible, boolean backedUp) {}
}
