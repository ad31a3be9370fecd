/// SASL messages (RFC 4422) as bytes and as records, whatever protocol carries them.
///
/// Owns the PLAIN message. Never judges it, and knows neither socket nor clock.
/// Called by the listeners whose protocol carries SASL. Hands over to nobody.
@NullMarked
package org.sallyport.server.wire.sasl;

import org.jspecify.annotations.NullMarked;
