package org.sallyport.core.apppassword;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.account.AccountId;

/// An app password that somebody asks for.
///
/// @param expires when it ends by itself; empty for never
/// @param factorProved when a second factor was last proved in the session that asks
public record AppPasswordRequest(
        AccountId account, Label label, Scope scope, Optional<Instant> expires, Instant factorProved) {}
