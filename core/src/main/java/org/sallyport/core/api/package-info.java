/// What lets programs do what staff do, without a browser.
///
/// Owns the personal tokens and the clients that staff make for programs
/// ([org.sallyport.core.api.TokenDesk]), the short-lived tokens that clients exchange their secret for, the one
/// judgement of what is presented ([org.sallyport.core.api.Programs]), and the answers that are kept so that a request
/// sent twice counts once. Never lets a program do what whoever made its token may not do now, and never keeps a token
/// as clear text. Called by the pages of the administration and by the API. Hands over to the services of the core that
/// staff use.
@NullMarked
package org.sallyport.core.api;

import org.jspecify.annotations.NullMarked;
