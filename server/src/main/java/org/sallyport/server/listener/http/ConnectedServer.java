package org.sallyport.server.listener.http;

import java.util.regex.Pattern;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.config.ServerRole;
import org.sallyport.server.config.Settings;

/// A server that may ask, and the bearer token it proves itself with.
///
/// @param name what the audit log calls it: `dovecot-1`; lower-case letters, digits, dots and hyphens
/// @param role what it may do
/// @param token at least [Settings.Server#LEAST_TOKEN] bytes
public record ConnectedServer(String name, ServerRole role, Secret token) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    /// One that asks.
    public ConnectedServer(String name, Secret token) {
        this(name, ServerRole.ASKS, token);
    }

    public ConnectedServer {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a connected server is named by 1 to 64 lower-case letters, digits, dots and hyphens, found \""
                            + name + "\"");
        }
        if (token.length() < Settings.Server.LEAST_TOKEN) {
            throw new IllegalArgumentException("the token of " + name + " has at least " + Settings.Server.LEAST_TOKEN
                    + " bytes, found " + token.length());
        }
    }
}
