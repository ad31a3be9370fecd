package org.sallyport.server.listener.http;

import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.listener.Addresses;
import org.sallyport.server.listener.ImapId;
import org.sallyport.server.listener.Services;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the body of a request: one JSON object. The password goes from the parser's characters into a [Secret] and
/// never becomes a string.
///
/// | member | is |
/// |---|---|
/// | `user`, `password` | what was typed; needed |
/// | `protocol` or `service` | one of [Services]; needed |
/// | `remote_ip` or `rip` | the app's address; absent, null and empty mean that nobody knows it |
/// | `local_ip` or `lip` | the address it connected to; an address where it is there, else not used |
/// | `client_id` | what the app calls itself ([ImapId]); anything but a string says nothing |
/// | `session`, `secured`, and every other | not used |
///
/// Where both names of a member are there, the first of the table counts. No member may come twice: whoever reads such
/// an object must not be able to see another user or another address than we do. `client_id` decides nothing, so
/// nothing is refused because of it; the first counts.
final class QuestionReader {
    private static final int LONGEST_ECHO = 32;

    private @Nullable String user;
    private @Nullable Secret secret;
    private @Nullable String protocol;
    private @Nullable String service;
    private @Nullable String remoteIp;
    private @Nullable String rip;
    private @Nullable String localIp;
    private @Nullable String lip;
    private @Nullable String clientId;
    private @Nullable String complaint;

    private QuestionReader() {}

    /// What came of reading a body.
    sealed interface Reading {
        record Asked(Question question) implements Reading {}

        /// @param sentence which member is wrong, what was found, what would be right; never holds the user or the
        ///     password
        record Unclear(String sentence) implements Reading {}
    }

    static Reading read(byte[] bytes, int from, int length) {
        var reader = new QuestionReader();
        Reading reading;
        try (var parser = Json.parser(bytes, from, length)) {
            reader.members(parser);
            reading = reader.reading();
        } catch (JacksonException broken) {
            // Its message may quote the body: only the place is told.
            var place = broken.getLocation();
            reading = new Reading.Unclear("the body needs to be one JSON object in UTF-8, found something else "
                    + (place == null ? "in it" : "near line " + place.getLineNr() + ", column " + place.getColumnNr()));
        }
        if (reading instanceof Reading.Unclear && reader.secret != null) {
            reader.secret.close();
        }
        return reading;
    }

    private void members(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            complain("the body needs to be one JSON object, found something else at its beginning");
            return;
        }
        for (var name = parser.nextName(); name != null && complaint == null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "user" -> user = text(parser, name, user);
                case "password" -> password(parser);
                case "protocol" -> protocol = text(parser, name, protocol);
                case "service" -> service = text(parser, name, service);
                case "remote_ip" -> remoteIp = text(parser, name, remoteIp);
                case "rip" -> rip = text(parser, name, rip);
                case "local_ip" -> localIp = text(parser, name, localIp);
                case "lip" -> lip = text(parser, name, lip);
                case "client_id" -> clientId(parser);
                default -> parser.skipChildren();
            }
        }
        if (complaint == null && parser.nextToken() != null) {
            complain("the body needs to be one JSON object, found more behind it");
        }
    }

    private @Nullable String text(JsonParser parser, String name, @Nullable String before) {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return before;
        }
        if (token != JsonToken.VALUE_STRING) {
            complain(name + ": needs to be a string, found something else");
            return before;
        }
        if (before != null) {
            complain(name + ": needs to be there once, found it twice");
        }
        return parser.getString();
    }

    private void clientId(JsonParser parser) {
        if (clientId == null && parser.currentToken() == JsonToken.VALUE_STRING) {
            clientId = parser.getString();
        } else {
            parser.skipChildren();
        }
    }

    private void password(JsonParser parser) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            complain("password: needs to be a string, found something else");
            return;
        }
        if (secret != null) {
            complain("password: needs to be there once, found it twice");
            return;
        }
        char[] chars = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int length = parser.getStringLength();
        if (!isText(chars, from, from + length)) {
            // Encoded in UTF-8 it would become a question mark, and so another password.
            complain("password: needs to be text, found half of a surrogate pair");
        }
        secret = Secret.of(CharBuffer.wrap(chars, from, length));
        Arrays.fill(chars, from, from + length, '\0');
    }

    private Reading reading() {
        var asked = first(protocol, service);
        var known = asked == null ? Optional.<Protocol>empty() : Services.find(asked);
        var source = source(remoteIp == null ? "rip" : "remote_ip", first(remoteIp, rip));
        source(localIp == null ? "lip" : "local_ip", first(localIp, lip));
        if (known.isEmpty()) {
            complain("protocol: needs one of " + Services.CHOICE + ", found " + echo(asked));
        }
        if (user == null) {
            complain("user: needs to be there, found nothing");
        }
        if (secret == null) {
            complain("password: needs to be there, found nothing");
        }
        if (complaint != null || user == null || secret == null || known.isEmpty()) {
            return new Reading.Unclear(complaint == null ? "" : complaint);
        }
        var client = Optional.ofNullable(clientId).flatMap(ImapId::client);
        return new Reading.Asked(new Question(new TypedName(user), secret, known.get(), source, client));
    }

    private Source source(String name, @Nullable String literal) {
        if (literal == null || literal.isEmpty()) {
            return Source.UNKNOWN;
        }
        var source = Addresses.source(literal);
        if (source.isEmpty()) {
            complain(name + ": needs an IPv4 or IPv6 address or nothing, found something else");
        }
        return source.orElse(Source.UNKNOWN);
    }

    /// Keeps the first complaint.
    private void complain(String sentence) {
        complaint = complaint == null ? sentence : complaint;
    }

    private static @Nullable String first(@Nullable String name, @Nullable String otherName) {
        return name == null ? otherName : name;
    }

    /// A found word is given back only where it looks like the name of a protocol: people type passwords everywhere.
    private static String echo(@Nullable String found) {
        if (found == null || found.isEmpty()) {
            return "nothing";
        }
        boolean harmless = found.length() <= LONGEST_ECHO
                && found.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '-' || c == '_');
        return harmless ? "\"" + found + "\"" : "something else";
    }

    private static boolean isText(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isSurrogate(chars[i])) {
                if (i + 1 == to || !Character.isSurrogatePair(chars[i], chars[i + 1])) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
