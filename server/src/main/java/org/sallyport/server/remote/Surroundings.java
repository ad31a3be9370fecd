package org.sallyport.server.remote;

import java.io.InputStream;
import java.util.Map;

/// What a command for a server elsewhere is run in.
///
/// @param screen where answers go
/// @param in standard input
/// @param environment where address and token may be said
public record Surroundings(Screen screen, InputStream in, Map<String, String> environment, Pause pause) {
    /// Without the environment, which may hold a token.
    @Override
    public String toString() {
        return "Surroundings";
    }
}
