package org.sallyport.core.policy;

import java.time.Instant;

/// What an admin decided about one key for everybody, for a group or for one person.
///
/// @param code of the [PolicyKey]; maybe one that only another release knows
/// @param value as the key writes it
public record PolicyValue(Subject subject, String code, String value, Instant since) {}
