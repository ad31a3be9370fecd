package org.sallyport.core.upkeep;

import java.time.Instant;
import org.sallyport.core.caller.Source;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;

/// A change of the account password as its owner asks for it. The caller closes both secrets.
///
/// @param present the account password of now, typed once more
/// @param factorProved when a second factor was last proved; [Instant#EPOCH] for never
/// @param source where the browser is
public record WantedPassword(
        Secret present, Secret password, Limits.PasswordChanged then, Instant factorProved, Source source) {}
