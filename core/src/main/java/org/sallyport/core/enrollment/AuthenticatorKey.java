package org.sallyport.core.enrollment;

import java.net.URI;

/// A key for the person's authenticator app, shown once.
///
/// @param otpauth what the QR code holds
/// @param manual the key in groups of four, for typing
public record AuthenticatorKey(URI otpauth, String manual) {
    @Override
    public String toString() {
        return "AuthenticatorKey[hidden]";
    }
}
