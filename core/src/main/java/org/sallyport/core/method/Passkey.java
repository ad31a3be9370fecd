package org.sallyport.core.method;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.sallyport.core.account.AccountId;

/// A registered passkey or security key (WebAuthn Level 3).
public record Passkey(MethodId id, AccountId account, String label, Credential credential, Instant registered)
        implements Method {

    @Override
    public Passkey named(String changed) {
        return new Passkey(id, account, changed, credential, registered);
    }

    /// The same passkey after it was used.
    public Passkey after(LastUse use) {
        return new Passkey(id, account, label, credential.after(use), registered);
    }

    /// What the authenticator told of itself. Nothing in it is secret.
    ///
    /// @param id the credential id, base64url without padding; at most 1,023 bytes (WebAuthn Level 3 section 7.1)
    /// @param userHandle 64 random bytes, base64url without padding, the same for all passkeys of one account
    /// @param publicKey COSE, base64url without padding
    /// @param transports as the browser named them
    /// @param backupEligible whether copies of it may be kept elsewhere; never changes
    public record Credential(
            String id,
            String userHandle,
            String publicKey,
            Set<String> transports,
            boolean backupEligible,
            LastUse lastUse) {
        /// 1,023 bytes in base64url.
        private static final int LONGEST_ID = 1364;

        private static final int LINES = 9;
        private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");
        private static final Pattern TRANSPORT = Pattern.compile("[a-z-]{1,20}");

        /// @throws IllegalArgumentException when the id is too long, or a part is not what it says
        public Credential {
            transports = Set.copyOf(transports);
            if (id.length() > LONGEST_ID) {
                throw new IllegalArgumentException("a credential id has at most 1023 bytes");
            }
            for (var part : List.of(id, userHandle, publicKey)) {
                if (!BASE64URL.matcher(part).matches()) {
                    throw new IllegalArgumentException("a credential consists of base64url without padding");
                }
            }
            for (var transport : transports) {
                if (!TRANSPORT.matcher(transport).matches()) {
                    throw new IllegalArgumentException("a transport is one of a few words");
                }
            }
        }

        Credential after(LastUse use) {
            return new Credential(id, userHandle, publicKey, transports, backupEligible, use);
        }

        /// The credential as lines of text, one for each part.
        String text() {
            return String.join(
                    "\n",
                    id,
                    userHandle,
                    publicKey,
                    String.join(" ", new TreeSet<>(transports)),
                    Boolean.toString(backupEligible),
                    Long.toString(lastUse.challenge().toEpochMilli()),
                    Long.toString(lastUse.signatureCount()),
                    Boolean.toString(lastUse.verifiesUser()),
                    Boolean.toString(lastUse.backedUp()));
        }

        /// @throws IllegalArgumentException when [#text] did not write it
        static Credential parse(String text) {
            var lines = text.split("\n", -1);
            if (lines.length != LINES) {
                throw new IllegalArgumentException("a credential has nine lines, found " + lines.length);
            }
            var use = new LastUse(
                    Instant.ofEpochMilli(Long.parseLong(lines[5])),
                    Long.parseLong(lines[6]),
                    Boolean.parseBoolean(lines[7]),
                    Boolean.parseBoolean(lines[8]));
            return new Credential(
                    lines[0],
                    lines[1],
                    lines[2],
                    lines[3].isEmpty() ? Set.of() : Set.of(lines[3].split(" ")),
                    Boolean.parseBoolean(lines[4]),
                    use);
        }
    }

    /// What every use of a passkey changes; registering it is the first.
    ///
    /// @param challenge when the challenge was made that it answered last: each is answered once, and never an earlier
    /// one
    /// @param signatureCount the highest one seen; 0 where the authenticator does not count
    /// @param verifiesUser whether it has ever verified its user, by PIN or biometrics
    /// @param backedUp whether copies of it are kept elsewhere
    public record LastUse(Instant challenge, long signatureCount, boolean verifiesUser, boolean backedUp) {}
}
