package org.sallyport.server.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.caller.Network;
import org.sallyport.core.secret.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The keys of codes by text message and call.
final class PhoneKeys {
    /// Who sends messages.
    enum Choice {
        OFF,
        TWILIO,
        HTTPS,
        SMPP
    }

    /// How the body of a request is written.
    enum Body {
        JSON("application/json"),
        FORM("application/x-www-form-urlencoded");

        private final String type;

        Body(String type) {
            this.type = type;
        }
    }

    static final Key<Choice> PROVIDER = Key.withDefault(
            "phone.provider",
            Kinds.choice(Choice.class),
            "off",
            "Who sends codes by text message and call: `twilio` (or whoever has its API), `https` (any API that takes a "
                    + "message in one request), `smpp` (a carrier or gateway). `off` offers no telephone at all.");
    static final Key<String> COUNTRIES = Key.required(
                    "phone.countries[]",
                    PhoneKinds.COUNTRY,
                    "The countries whose numbers get codes; the first one is proposed. Name no more than your people live "
                            + "in: every other is where somebody else would earn by your messages.",
                    "GR")
            .orNothing("required with phone.provider");
    static final Key<Integer> UNANSWERED = Key.withDefault(
            "phone.unanswered-in-range",
            Kinds.wholeNumber(1, 1000),
            "15",
            "How many codes to ten thousand neighbouring numbers may stay unanswered within a day. Then that range gets "
                    + "none until the next.");
    static final Key<Integer> PER_DAY = Key.withDefault(
            "phone.per-day",
            Kinds.wholeNumber(1, 1_000_000),
            "500",
            "How many codes are sent within a day, to whomever: what a day may cost.");
    static final Key<Network> NETWORKS = Key.required(
                    "phone.networks[]",
                    Kinds.NETWORK,
                    "Networks that are not public and in which the provider is: a gateway of your own.",
                    "10.20.0.0/16")
            .orNothing("the provider is on the Internet");

    static final Key<URI> TWILIO_URL =
            Key.withDefault("phone.twilio.url", Kinds.PUBLIC_URL, "https://api.twilio.com", "The API, without a path.");
    static final Key<String> TWILIO_ACCOUNT = of(
            Choice.TWILIO, "phone.twilio.account", PhoneKinds.ACCOUNT_ID, "The account's SID.", "AC0123456789abcdef");
    static final Key<Secret> TWILIO_TOKEN = of(
            Choice.TWILIO,
            "phone.twilio.token",
            Kinds.SECRET,
            "The account's token, by reference.",
            "file:/etc/sallyport/twilio.token");
    static final Key<String> TWILIO_FROM = of(
            Choice.TWILIO,
            "phone.twilio.from",
            PhoneKinds.SENDER_OF_TEXTS,
            "The number or the name that messages come from. Calls come from a number.",
            "+302101234567");
    static final Key<YesNo> TWILIO_CALLS = Key.withDefault(
            "phone.twilio.calls", Kinds.choice(YesNo.class), "no", "Whether it calls people and reads codes out.");

    static final Key<URI> HTTPS_URL = of(
            Choice.HTTPS,
            "phone.https.url",
            PhoneKinds.API_URL,
            "Where a message is posted to. No redirect is followed.",
            "https://sms.example/api/send");
    static final Key<Body> HTTPS_CONTENT = Key.withDefault(
            "phone.https.content",
            Kinds.choice(Body.class),
            "json",
            "How the bodies are written: `json`, or `form` as browsers do.");
    static final Key<String> HTTPS_BODY = of(
            Choice.HTTPS,
            "phone.https.body",
            PhoneKinds.TEMPLATE,
            "What is posted for a text. `{number}` stands for the number with its plus, `{digits}` without, `{text}` for "
                    + "the whole message, `{code}` for the code alone.",
            "'{\"to\": \"{number}\", \"text\": \"{text}\"}'");
    static final Key<String> HTTPS_CALL_BODY = Key.required(
                    "phone.https.call-body",
                    PhoneKinds.TEMPLATE,
                    "What is posted for a call; `{text}` is what is to be read out.",
                    "'{\"call\": \"{number}\", \"say\": \"{text}\"}'")
            .orNothing("no calls");
    static final Key<String> HEADER_NAME = Key.required(
            "phone.https.headers[].name",
            PhoneKinds.HEADER_NAME,
            "A header of the request, such as the one that the provider knows you by.",
            "Authorization");
    static final Key<Secret> HEADER_VALUE = Key.required(
            "phone.https.headers[].value",
            Kinds.SECRET,
            "What it says, by reference.",
            "file:/etc/sallyport/sms.authorization");

    static final Key<String> SMPP_HOST = of(
            Choice.SMPP, "phone.smpp.host", Kinds.HOST_NAME, "The message centre or gateway.", "smpp.carrier.example");
    static final Key<Integer> SMPP_PORT = new Key<>(
            "phone.smpp.port",
            Kinds.wholeNumber(1, 65_535),
            new Key.WhenAbsent.Nothing("3550 with tls, 2775 without"),
            "Its port.",
            "3550");
    static final Key<YesNo> SMPP_TLS = Key.withDefault(
            "phone.smpp.tls",
            Kinds.choice(YesNo.class),
            "yes",
            "Whether the connection is TLS. Without it, passwords and codes cross the network in clear: only over a line "
                    + "that the carrier protects otherwise.");
    static final Key<String> SMPP_SYSTEM_ID =
            of(Choice.SMPP, "phone.smpp.system-id", PhoneKinds.WORD_OF_SMPP, "Who Sallyport is there.", "olive");
    static final Key<Secret> SMPP_PASSWORD = of(
            Choice.SMPP,
            "phone.smpp.password",
            Kinds.SECRET,
            "The password there, by reference; SMPP allows eight characters.",
            "file:/etc/sallyport/smpp.password");
    static final Key<String> SMPP_SYSTEM_TYPE = Key.required(
                    "phone.smpp.system-type",
                    PhoneKinds.WORD_OF_SMPP,
                    "The system type that some carriers ask for.",
                    "OTP")
            .orNothing("none");
    static final Key<String> SMPP_FROM = of(
            Choice.SMPP,
            "phone.smpp.from",
            PhoneKinds.SENDER_OF_TEXTS,
            "The number or the name that messages come from.",
            "Olive");

    private static final List<Key<?>> OF_TWILIO =
            List.of(TWILIO_URL, TWILIO_ACCOUNT, TWILIO_TOKEN, TWILIO_FROM, TWILIO_CALLS);
    private static final List<Key<?>> OF_HTTPS = List.of(HTTPS_URL, HTTPS_CONTENT, HTTPS_BODY, HTTPS_CALL_BODY);
    private static final List<Key<?>> OF_SMPP =
            List.of(SMPP_HOST, SMPP_PORT, SMPP_TLS, SMPP_SYSTEM_ID, SMPP_PASSWORD, SMPP_SYSTEM_TYPE, SMPP_FROM);

    static final List<Key<?>> ALL = Stream.of(
                    List.<Key<?>>of(PROVIDER, COUNTRIES, UNANSWERED, PER_DAY, NETWORKS),
                    OF_TWILIO,
                    OF_HTTPS,
                    List.<Key<?>>of(HEADER_NAME, HEADER_VALUE),
                    OF_SMPP)
            .flatMap(List::stream)
            .toList();

    private static final String HEADERS = "phone.https.headers";

    private PhoneKeys() {}

    static void check(Answers answers) {
        var choice = answers.find(PROVIDER);
        if (choice.isEmpty()) {
            return;
        }
        for (var provider : Choice.values()) {
            for (var key : keysOf(provider)) {
                checkOne(answers, choice.get(), provider, key);
            }
        }
        if (choice.get() != Choice.HTTPS && answers.entries(HEADERS) > 0) {
            answers.wrong(HEADER_NAME.inEntry(0), "is set, but phone.provider is not https");
        }
        if (choice.get() != Choice.OFF && answers.entries(COUNTRIES) == 0) {
            answers.wrong(
                    "phone.countries",
                    "is missing, but phone.provider is set; needs "
                            + COUNTRIES.kind().form() + ", or no number gets a code");
        }
        answers.find(HTTPS_CONTENT).filter(content -> content == Body.JSON).ifPresent(_ -> {
            checkJson(answers, HTTPS_BODY);
            checkJson(answers, HTTPS_CALL_BODY);
        });
    }

    /// Only after [#check] and without any problem; empty where there is no provider.
    static Optional<Phone> settings(Answers answers) {
        var provider = provider(answers);
        return provider.map(chosen -> new Phone(
                chosen,
                answers.all(COUNTRIES).stream().distinct().toList(),
                answers.require(UNANSWERED),
                answers.require(PER_DAY),
                answers.all(NETWORKS)));
    }

    private static List<Key<?>> keysOf(Choice provider) {
        return switch (provider) {
            case OFF -> List.of();
            case TWILIO -> OF_TWILIO;
            case HTTPS -> OF_HTTPS;
            case SMPP -> OF_SMPP;
        };
    }

    private static Optional<Phone.Provider> provider(Answers answers) {
        return switch (answers.require(PROVIDER)) {
            case OFF -> Optional.empty();
            case TWILIO ->
                Optional.of(new Phone.Provider.Twilio(
                        answers.require(TWILIO_URL),
                        answers.require(TWILIO_ACCOUNT),
                        answers.require(TWILIO_TOKEN),
                        answers.require(TWILIO_FROM),
                        answers.require(TWILIO_CALLS) == YesNo.YES));
            case HTTPS ->
                Optional.of(new Phone.Provider.Https(
                        answers.require(HTTPS_URL),
                        headers(answers),
                        answers.require(HTTPS_CONTENT).type,
                        answers.require(HTTPS_BODY),
                        answers.find(HTTPS_CALL_BODY)));
            case SMPP -> Optional.of(smpp(answers));
        };
    }

    private static Phone.Provider smpp(Answers answers) {
        boolean tls = answers.require(SMPP_TLS) == YesNo.YES;
        return new Phone.Provider.Smpp(
                answers.require(SMPP_HOST),
                answers.find(SMPP_PORT).orElse(tls ? 3550 : 2775),
                tls,
                answers.require(SMPP_SYSTEM_ID),
                answers.require(SMPP_PASSWORD),
                answers.find(SMPP_SYSTEM_TYPE).orElse(""),
                answers.require(SMPP_FROM));
    }

    private static List<Phone.Header> headers(Answers answers) {
        var headers = new ArrayList<Phone.Header>();
        for (int i = 0; i < answers.entries(HEADERS); i++) {
            headers.add(new Phone.Header(
                    answers.find(HEADER_NAME, i).orElseThrow(),
                    answers.find(HEADER_VALUE, i).orElseThrow()));
        }
        return headers;
    }

    private static void checkOne(Answers answers, Choice chosen, Choice provider, Key<?> key) {
        boolean written = answers.isWritten(key);
        var name = Kinds.code(provider);
        if (written && chosen != provider) {
            answers.wrong(key.path(), "is set, but phone.provider is not " + name);
        }
        if (!written && chosen == provider && key.absence().equals(requiredWith(provider))) {
            answers.missing(key, "phone.provider is " + name);
        }
    }

    private static void checkJson(Answers answers, Key<String> key) {
        answers.find(key).ifPresent(body -> {
            try {
                var tree = JsonMapper.shared().readTree(body);
                if (!tree.isObject() && !tree.isArray()) {
                    answers.wrong(key.path(), "needs a JSON object, with quotes round every text");
                }
            } catch (JacksonException notJson) {
                answers.wrong(key.path(), "needs JSON, with quotes round every text; or set phone.https.content: form");
            }
        });
    }

    private static <T> Key<T> of(Choice provider, String path, Kind<T> kind, String meaning, String example) {
        return Key.required(path, kind, meaning, example).orNothing(requiredWith(provider));
    }

    private static String requiredWith(Choice provider) {
        return "required with phone.provider: " + Kinds.code(provider);
    }
}
