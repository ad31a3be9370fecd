package org.sallyport.core.method;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;

/// A registered authenticator app.
///
/// @param label what its owner calls it
/// @param sealedKey the TOTP key, sealed for `method:secret:id`
/// @param lastStep the last time step that was accepted; a step is accepted once and never an earlier one (RFC 6238
/// section 5.2)
public record AuthenticatorApp(
        MethodId id, AccountId account, String label, byte[] sealedKey, long lastStep, Instant registered)
        implements Method {
    public AuthenticatorApp {
        sealedKey = sealedKey.clone();
    }

    @Override
    public byte[] sealedKey() {
        return sealedKey.clone();
    }

    /// When the time step began whose code was accepted last; empty where none was yet.
    public Optional<Instant> lastUse() {
        return lastStep < 1 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(lastStep * Totp.STEP_SECONDS));
    }

    /// The same app after a code of this step.
    public AuthenticatorApp at(long step) {
        return new AuthenticatorApp(id, account, label, sealedKey, step, registered);
    }

    @Override
    public AuthenticatorApp named(String changed) {
        return new AuthenticatorApp(id, account, changed, sealedKey, lastStep, registered);
    }

    @Override
    public String toString() {
        return "AuthenticatorApp[" + id + " of " + account + ", hidden]";
    }
}
