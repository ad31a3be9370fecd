/// What still sends the account password: the apps that have to change before nothing but app passwords opens.
///
/// Owns [org.sallyport.core.observation.Sender] and the book of them.
/// Never judges a sign-in and never keeps a secret: it is told which right account passwords came, and from where.
/// Written by the verifier's notes, behind the verdicts; read by the account page and by staff. Hands over to nobody.
@NullMarked
package org.sallyport.core.observation;

import org.jspecify.annotations.NullMarked;
