package org.sallyport.server.web;

import java.time.Instant;

/// A second factor that was proved in this session.
///
/// @param at when that was, the last time
/// @param isFromHere whether the browser that asks now is in the network from which it was proved. A cookie that was
/// taken elsewhere brings no proof along
/// @param isByPasskey whether it was a passkey
public record FactorProof(Instant at, boolean isFromHere, boolean isByPasskey) {}
