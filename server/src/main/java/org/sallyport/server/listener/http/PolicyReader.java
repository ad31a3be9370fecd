package org.sallyport.server.listener.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.caller.Source;
import org.sallyport.core.report.Report.Result;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.listener.Addresses;
import org.sallyport.server.listener.Services;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads what Dovecot sends to a policy server: one JSON object with the members that Dovecot sends unless told
/// otherwise (`auth_policy_request_attributes`).
///
/// | member | is |
/// |---|---|
/// | `login` | the user name; needed |
/// | `remote` | the app's address; absent, null and empty mean that nobody knows it |
/// | `protocol` | what the app spoke; words that are none of [Services] are no mistake |
/// | `pwhash` | what Dovecot makes of the password; needed in a report |
/// | `success` | whether the sign-in succeeded; needed in a report |
/// | `policy_reject` | whether a policy server refused it |
/// | `fail_type` | since 2.4, why it failed |
/// | every other | not used |
///
/// No member may come twice. A text never holds a control character.
final class PolicyReader {
    private static final Set<String> TEXTS = Set.of("login", "remote", "protocol", "pwhash", "fail_type");
    private static final Set<String> FLAGS = Set.of("success", "policy_reject");
    /// Those of them that are wrong guesses; 2.3 does not say.
    private static final Set<String> GUESSES = Set.of("", "credentials", "account");
    private static final int LONGEST_MARK = 128;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Boolean> flags = new HashMap<>();

    private PolicyReader() {}

    /// Says which member is wrong, what was found, what would be right; never holds what was found.
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        private final String sentence;

        Unclear(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    static PolicyReader of(byte[] bytes, int from, int length) throws Unclear {
        var reader = new PolicyReader();
        try (var parser = Json.parser(bytes, from, length)) {
            reader.members(parser);
        } catch (JacksonException broken) {
            // Its message may quote the body.
            throw new Unclear("the body needs to be one JSON object in UTF-8, found something else in it");
        }
        return reader;
    }

    Policy.Allow allow() throws Unclear {
        return new Policy.Allow(login(), source());
    }

    Policy.Went report() throws Unclear {
        var mark = texts.getOrDefault("pwhash", "");
        if (mark.isEmpty() || mark.length() > LONGEST_MARK) {
            throw new Unclear("pwhash: needs 1 to " + LONGEST_MARK + " characters, found "
                    + (mark.isEmpty() ? "nothing" : "more"));
        }
        var protocol = texts.getOrDefault("protocol", "");
        return new Policy.Went(
                login(), mark, result(), protocol.isEmpty() ? Optional.empty() : Services.find(protocol), source());
    }

    private void members(JsonParser parser) throws Unclear {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Unclear("the body needs to be one JSON object, found something else at its beginning");
        }
        for (var name = parser.nextName(); name != null; name = parser.nextName()) {
            var token = parser.nextToken();
            if (TEXTS.contains(name)) {
                text(name, token, parser);
            } else if (FLAGS.contains(name)) {
                flag(name, token);
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new Unclear("the body needs to be one JSON object, found more behind it");
        }
    }

    private void text(String name, JsonToken token, JsonParser parser) throws Unclear {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw new Unclear(name + ": needs to be a string, found something else");
        }
        var text = parser.getString();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Unclear(name + ": needs to be text without control characters, found one");
        }
        if (texts.putIfAbsent(name, text) != null) {
            throw twice(name);
        }
    }

    private void flag(String name, JsonToken token) throws Unclear {
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw new Unclear(name + ": needs to be true or false, found something else");
        }
        if (flags.putIfAbsent(name, token == JsonToken.VALUE_TRUE) != null) {
            throw twice(name);
        }
    }

    private static Unclear twice(String name) {
        return new Unclear(name + ": needs to be there once, found it twice");
    }

    private TypedName login() throws Unclear {
        var login = texts.getOrDefault("login", "");
        if (login.isEmpty()) {
            throw new Unclear("login: needs to be there, found nothing");
        }
        return new TypedName(login);
    }

    private Source source() throws Unclear {
        var remote = texts.getOrDefault("remote", "");
        var source = remote.isEmpty() ? Optional.of(Source.UNKNOWN) : Addresses.source(remote);
        return source.orElseThrow(
                () -> new Unclear("remote: needs an IPv4 or IPv6 address or nothing, found something else"));
    }

    private Result result() throws Unclear {
        var success = flags.get("success");
        if (success == null) {
            throw new Unclear("success: needs to be there, found nothing");
        }
        boolean rejected = flags.getOrDefault("policy_reject", false);
        boolean guess = !rejected && GUESSES.contains(texts.getOrDefault("fail_type", ""));
        return success ? Result.RIGHT : guess ? Result.WRONG : Result.NOT_JUDGED;
    }
}
