package org.sallyport.core.policy;

import java.time.Instant;

/// What an admin decided for a subject.
///
/// @param since when it was decided; grace days count from here
public record Requirement(Subject subject, MfaState.Required required, Instant since) {}
