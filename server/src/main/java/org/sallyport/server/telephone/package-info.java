/// Sending codes to telephones: by a Twilio-compatible API, by any HTTPS API, or by SMPP to a carrier or gateway.
///
/// Owns the words of texts and calls (one bundle a language), the three ways to a provider, and the numbering plan of
/// the world. Never decides who gets a code or how many there may be, never repeats a message, and never shows what a
/// provider answers. Called through the core's ports `Telephone` and `NumberingPlan`; `main` starts it and stops it.
@NullMarked
package org.sallyport.server.telephone;

import org.jspecify.annotations.NullMarked;
