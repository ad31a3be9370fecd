package org.sallyport.core.api;

import java.time.Instant;
import java.util.Optional;
import org.sallyport.core.secret.Digest;

/// The answer to a request that carried a key, so that the same request sent again is answered and not done again.
///
/// @param key keyed digest of whose key it is and the key
/// @param request keyed digest of what was asked
/// @param sealed the answer, sealed for `kept_answer:content:key`; empty while the request is under way
public record KeptAnswer(Digest key, Digest request, Instant begun, Optional<byte[]> sealed) {}
