package org.sallyport.core.method;

import java.time.Instant;
import java.util.Optional;

/// What a passkey said to a challenge of ours, after its signature, its origin and everything else in it was verified
/// (WebAuthn Level 3 section 7.2). Whose passkey it is, and whether it counts, is still to be judged.
///
/// @param credentialId base64url without padding
/// @param userHandle base64url without padding; empty where the authenticator keeps none
/// @param challenge when the challenge was made that it answers
/// @param signatureCount 0 where the authenticator does not count
/// @param userVerified whether it verified its user this time
public record PasskeyAnswer(
        String credentialId,
        Optional<String> userHandle,
        Instant challenge,
        long signatureCount,
        boolean userVerified,
        boolean backedUp) {}
