/// Servers that ask Sallyport over HTTP, for real: nginx before web applications, Caddy, FreeRADIUS and
/// PAM, each with the files that are shipped for it.
///
/// Owns starting and stopping them on free ports with their configuration from `acceptance/peers`, and the application
/// behind a web proxy. Never tells a server anything that an operator would not write into its configuration. Called by
/// Maven. Hands over to the demo of the harness and to Debian's packages.
@NullMarked
package org.sallyport.acceptance.http;

import org.jspecify.annotations.NullMarked;
