/// Servers that ask over HTTP, on one port and with a token for each of them: `/verify` for mail servers,
/// `/forward-auth` for web proxies, `/nginx-mail` for nginx before mail servers, `/radius` for FreeRADIUS, and
/// `/dovecot-policy` for Dovecot servers that tell how sign-ins went.
///
/// Owns the HTTP/1.1 spoken on this port (bounded and strict: a length for every body, nothing folded, nothing
/// guessed), a route for each way of asking, with its question (JSON, a form, or header fields) and its reply table.
/// Never judges an attempt, never says why the answer is no, and never blocks its event loop.
/// Called by main, which opens [org.sallyport.server.listener.http.VerifyListener]. Hands over to the verifier
/// and to the reports of the core.
@NullMarked
package org.sallyport.server.listener.http;

import org.jspecify.annotations.NullMarked;
