package org.sallyport.server.wire.dovecot;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// One line of a server about one request.
public sealed interface Answer {
    long id();

    /// `OK`: signed in.
    ///
    /// @param user the account's name; empty only where a server forgot to say it
    record Ok(long id, String user) implements Answer {}

    /// `FAIL`: refused.
    ///
    /// @param user as it was typed; empty where nobody knows it
    record Fail(long id, String user, Code code) implements Answer {}

    /// `CONT`: the exchange goes on.
    ///
    /// @param challenge what is said to the app, in clear
    record Continue(long id, String challenge) implements Answer {}

    /// Why it failed, as far as clients are told.
    enum Code {
        NONE,
        /// Ask again later. Said twice: older clients know the bare word, later ones the code.
        TEMP_FAIL,
        /// The same, because of earlier guesses: asking again at once, or somebody else, is of no use.
        THROTTLED,
        INVALID_BASE64
    }

    /// The line with its end.
    default byte[] line() {
        return switch (this) {
            case Ok(var id, var user) ->
                LineWriter.line("OK").field(id).field("user", user).bytes();
            case Fail(var id, var user, var code) -> fail(id, user, code);
            // The tab stays even where nothing follows.
            case Continue(var id, var challenge) ->
                LineWriter.line("CONT")
                        .field(id)
                        .field(Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.UTF_8)))
                        .bytes();
        };
    }

    private static byte[] fail(long id, String user, Code code) {
        var line = LineWriter.line("FAIL").field(id);
        if (!user.isEmpty()) {
            line.field("user", user);
        }
        return switch (code) {
            case NONE -> line.bytes();
            case TEMP_FAIL -> line.field("temp").field("code", "temp_fail").bytes();
            case THROTTLED ->
                line.field("temp")
                        .field("code", "temp_fail")
                        .field("delay", "throttled")
                        .bytes();
            case INVALID_BASE64 -> line.field("code", "invalid_base64").bytes();
        };
    }
}
