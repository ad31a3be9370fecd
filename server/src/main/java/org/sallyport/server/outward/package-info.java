/// Calling somebody elsewhere by TLS: providers of text messages, webhooks, collectors of syslog.
///
/// Owns which addresses may be connected to (looked up once, judged, and connected to as judged), the check of
/// certificates against names, and one HTTP request of which only the status counts.
/// Never follows a redirect, never reads a body, never decides who is called or when.
/// Called by the parts that have something to say elsewhere. Hands over to nobody.
@NullMarked
package org.sallyport.server.outward;

import org.jspecify.annotations.NullMarked;
