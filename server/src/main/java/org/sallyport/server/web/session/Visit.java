package org.sallyport.server.web.session;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.server.web.FactorProof;

/// What a session says of its visitor.
///
/// @param passwordChanged when the account password was set that was the present one when the visit began
/// @param passwordAt when the account password was typed; empty for whoever came by a passkey alone
/// @param secondFactor that was proved last, and whether the browser still is where that was
/// @param isSpared whether the browser was recognised and spared the second factor at sign-in
/// @param replacing the enrollment that an onboarding code opened in this session
public record Visit(
        AccountId account,
        Instant passwordChanged,
        Optional<Instant> passwordAt,
        Optional<FactorProof> secondFactor,
        boolean isSpared,
        Optional<UUID> replacing) {}
