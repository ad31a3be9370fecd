package org.sallyport.server.web.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.enrollment.PasskeySetup;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.PasskeyAnswer;
import tools.jackson.databind.json.JsonMapper;

/// The credentials of section 16 of Web Authentication Level 3.
class PublishedVectorsTest {
    private static final Properties VECTORS = read();
    private static final String ORIGIN = "https://example.org";
    private static final PasskeySetup.Wanted WANTED =
            new PasskeySetup.Wanted(Fixtures.eleni().account(), "aGFuZGxl", List.of());

    private Optional<Passkey> registered = Optional.empty();
    private final Ceremonies ceremonies = new Ceremonies(
            "example.org",
            ORIGIN,
            "Olive & Pine",
            id -> registered.filter(p -> p.credential().id().equals(id)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none-es256",
                "packed-self-es256",
                "none-es256-long-credential-id",
                "packed-es256",
                "packed-es384",
                "packed-es512",
                "packed-rs256",
                "packed-eddsa",
                "tpm-es256",
                "android-key-es256",
                "apple-es256",
                "fido-u2f-es256"
            })
    void whatWasRegisteredAnswers(String name) {
        var made = make(name).orElseThrow();
        registered = Optional.of(passkey(made));

        var answer = answer(name, made).orElseThrow();

        byte[] id = bytes(name + ".create.credentialId");
        assertThat(made.id()).isEqualTo(text(id));
        assertThat(answer.credentialId()).isEqualTo(text(id));
        byte[] data = bytes(name + ".get.authenticatorData");
        assertThat(answer.userVerified()).isEqualTo((data[32] & 0x04) != 0);
        assertThat(answer.backedUp()).isEqualTo((data[32] & 0x10) != 0);
        assertThat(made.backupEligible()).isEqualTo((data[32] & 0x08) != 0);
    }

    /// Nobody shows these pages inside others: what was confirmed there was not confirmed here.
    @ParameterizedTest
    @ValueSource(strings = {"none-es256-crossOrigin", "none-es256-topOrigin"})
    void whatAnotherSiteHasFramedIsRefused(String name) {
        assertThat(make(name)).isEmpty();
    }

    /// Ed448 is not among the algorithms that are asked for.
    @Test
    void anAlgorithmThatWasNotAskedForIsRefused() {
        assertThat(make("packed-ed448")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://badexample.org",
                "https://example.org.",
                "https://example.org:443",
                "https://example.org:8443",
                "http://example.org",
                "https://www.example.org",
                "https://EXAMPLE.org",
                "https://example.org/",
                "https://example.org/path",
                "https://user@example.org",
                "https://example.org.evil.example",
                "https://example.com",
                "HTTPS://example.org",
                " https://example.org",
                "https://éxample.org",
                "android:apk-key-hash:example.org",
                "null",
                ""
            })
    void anotherOriginIsRefusedLetterByLetter(String other) {
        var others = new Ceremonies("example.org", other, "Olive & Pine", _ -> registered);
        registered = Optional.of(passkey(make("none-es256").orElseThrow()));

        assertThat(others.made(challenge("none-es256.create"), WANTED, creation("none-es256", 0)))
                .isEmpty();
        assertThat(others.answer(
                        challenge("none-es256.get"),
                        List.of(registered.orElseThrow().credential()),
                        assertion("none-es256", 0)))
                .isEmpty();
    }

    @Test
    void anotherSiteIsRefusedWhoseIdIsPartOfOurs() {
        var others = new Ceremonies("org", ORIGIN, "Olive & Pine", _ -> registered);

        assertThat(others.made(challenge("none-es256.create"), WANTED, creation("none-es256", 0)))
                .isEmpty();
    }

    @Test
    void anotherChallengeIsRefused() {
        var made = make("none-es256").orElseThrow();
        registered = Optional.of(passkey(made));

        assertThat(ceremonies.made(challenge("none-es256.get"), WANTED, creation("none-es256", 0)))
                .isEmpty();
        assertThat(ceremonies.answer(challenge("none-es256.create"), List.of(made), assertion("none-es256", 0)))
                .isEmpty();
    }

    @Test
    void aPasskeyThatHasNotVerifiedItsUserDoesNotStandForAPassword() {
        var made = make("none-es256").orElseThrow();
        registered = Optional.of(passkey(made));

        assertThat(ceremonies.answer(challenge("none-es256.get"), List.of(), assertion("none-es256", 0)))
                .isEmpty();
    }

    @Test
    void aPasskeyThatWasNotAskedForIsRefused() {
        var made = make("none-es256").orElseThrow();
        var other = make("packed-es256").orElseThrow();
        registered = Optional.of(passkey(made));

        assertThat(ceremonies.answer(challenge("none-es256.get"), List.of(other), assertion("none-es256", 0)))
                .isEmpty();
    }

    /// Ten thousand answers with one byte changed, or cut off, each: every one is refused, and none is an error.
    @Test
    void whateverIsChangedInAnAnswerItIsRefused() {
        var random = new Random(16);
        for (var name : List.of("none-es256", "packed-rs256", "packed-eddsa", "tpm-es256")) {
            var made = make(name).orElseThrow();
            registered = Optional.of(passkey(made));
            for (int i = 0; i < 1_250; i++) {
                var creation = creation(name, random.nextLong());
                assertThat(ceremonies
                                .made(challenge(name + ".create"), WANTED, creation)
                                .filter(made::equals))
                        .as(creation)
                        .isEmpty();
                var assertion = assertion(name, random.nextLong());
                assertThat(ceremonies.answer(challenge(name + ".get"), List.of(made), assertion))
                        .as(assertion)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "1",
                "{\"id\":1}",
                "{\"response\":{}}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}",
                "{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{\"clientDataJSON\":\"e30\"}}",
                "{\"id\":\"AA\",\"rawId\":\"!\",\"type\":\"other\",\"response\":null}"
            })
    void whatIsNoAnswerAtAllIsRefused(String json) {
        assertThat(ceremonies.made(challenge("none-es256.create"), WANTED, json))
                .isEmpty();
        assertThat(ceremonies.answer(challenge("none-es256.get"), List.of(), json))
                .isEmpty();
    }

    private Optional<Passkey.Credential> make(String name) {
        return ceremonies.made(challenge(name + ".create"), WANTED, creation(name, 0));
    }

    private Optional<PasskeyAnswer> answer(String name, Passkey.Credential allowed) {
        return ceremonies.answer(challenge(name + ".get"), List.of(allowed), assertion(name, 0));
    }

    private static Passkey passkey(Passkey.Credential credential) {
        return new Passkey(MethodId.fresh(), Fixtures.eleni().id(), "", credential, Fixtures.NOW);
    }

    private static Challenge challenge(String ceremony) {
        return new Challenge(bytes(ceremony + ".challenge"), Fixtures.NOW.plus(Duration.ofSeconds(1)), "");
    }

    private static String creation(String name, long change) {
        return credential(
                name,
                Map.of(
                        "clientDataJSON", bytes(name + ".create.clientDataJSON"),
                        "attestationObject", bytes(name + ".create.attestationObject")),
                change);
    }

    private static String assertion(String name, long change) {
        return credential(
                name,
                Map.of(
                        "clientDataJSON", bytes(name + ".get.clientDataJSON"),
                        "authenticatorData", bytes(name + ".get.authenticatorData"),
                        "signature", bytes(name + ".get.signature")),
                change);
    }

    /// @param change which byte of which part is another; 0 for none
    private static String credential(String name, Map<String, byte[]> parts, long change) {
        var response = new java.util.TreeMap<String, String>();
        var random = new Random(change);
        var changed =
                change == 0 ? "" : parts.keySet().stream().sorted().toList().get(random.nextInt(parts.size()));
        parts.forEach((part, whole) -> response.put(part, text(part.equals(changed) ? altered(whole, random) : whole)));
        var id = text(bytes(name + ".create.credentialId"));
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "id",
                        id,
                        "rawId",
                        id,
                        "type",
                        "public-key",
                        "clientExtensionResults",
                        Map.of(),
                        "response",
                        response));
    }

    private static byte[] altered(byte[] whole, Random random) {
        int at = random.nextInt(whole.length);
        if (random.nextInt(10) == 0) {
            return java.util.Arrays.copyOf(whole, at);
        }
        whole[at] ^= (byte) (1 + random.nextInt(255));
        return whole;
    }

    private static byte[] bytes(String key) {
        return HexFormat.of().parseHex(Objects.requireNonNull(VECTORS.getProperty(key), key));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Properties read() {
        try (var in = Objects.requireNonNull(
                PublishedVectorsTest.class.getResourceAsStream("/webauthn/vectors.properties"))) {
            var vectors = new Properties();
            vectors.load(in);
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
