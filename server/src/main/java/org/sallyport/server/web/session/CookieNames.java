package org.sallyport.server.web.session;

import org.sallyport.server.web.WebSettings;

/// What our cookies are called. Over TLS they carry the `__Host-` prefix, which binds them to this host and path and
/// lets no other host plant them (RFC 6265bis section 4.1.3.2); plain HTTP on loopback cannot have it.
///
/// @param session the session of a visitor who has typed the account password
/// @param start what binds the forms of somebody who has not
/// @param device what a browser is recognised by that is spared the second factor at sign-in
/// @param asked what a browser carries to an identity provider and back
/// @param language the language chosen before signing in
public record CookieNames(String session, String start, String device, String asked, String language) {
    public static CookieNames of(WebSettings settings) {
        var prefix = settings.isSecure() ? "__Host-" : "";
        return new CookieNames(
                prefix + "sallyport-session",
                prefix + "sallyport-start",
                prefix + "sallyport-device",
                prefix + "sallyport-asked",
                prefix + "sallyport-language");
    }
}
