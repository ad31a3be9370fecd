package org.sallyport.server.web;

import java.time.Instant;
import java.util.Optional;

/// A second factor that was proved in this session.
///
/// @param at when that was, the last time
/// @param isFromHere whether the browser that asks now is in the network from which it was proved. A cookie that was
/// taken elsewhere brings no proof along
/// @param byPasskey when a passkey was proved last, from where the browser is now. A code that is proved later takes
/// nothing from it
public record FactorProof(Instant at, boolean isFromHere, Optional<Instant> byPasskey) {}
