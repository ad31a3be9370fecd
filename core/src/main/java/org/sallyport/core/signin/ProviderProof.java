package org.sallyport.core.signin;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.source.Sourced;

/// What an identity provider said of somebody who has just signed in there, verified and not yet judged.
///
/// @param said who they are
/// @param secondFactorAt when they proved a second factor there, where the provider says so and its word is taken
public record ProviderProof(Sourced said, Optional<Instant> secondFactorAt) {}
