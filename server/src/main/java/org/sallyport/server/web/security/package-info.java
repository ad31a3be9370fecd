/// What a visitor may reach, and what every request and response must carry.
///
/// Owns the one gate that all requests pass ([org.sallyport.server.web.security.Gate]), the areas it knows, the
/// tokens that bind forms to a browser, the headers of every response and the list of places one may be sent back to.
/// Never shows a page and never checks a secret.
/// Called by the servlet container before any page. Hands over to the pages, or to `frame` for a page that says no.
@NullMarked
package org.sallyport.server.web.security;

import org.jspecify.annotations.NullMarked;
