package org.sallyport.server.telephone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.server.config.Phone;
import org.sallyport.server.outward.Responder;
import tools.jackson.databind.json.JsonMapper;

/// The providers that are spoken to by HTTP, as the configuration opens them.
class ProvidersTest {
    private Responder responder;

    @BeforeEach
    void start() throws IOException {
        responder = Responder.plain();
    }

    @AfterEach
    void stop() {
        responder.close();
    }

    @Nested
    class Twilio {
        @Test
        void takesATextAsItsApiWantsIt() {
            var fate = twilio(false).send(Messages.text("en"));

            assertThat(fate).isEqualTo(Telephone.Fate.SENT);
            assertThat(responder.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.method()).isEqualTo("POST");
                assertThat(asked.path()).isEqualTo("/2010-04-01/Accounts/AC123/Messages.json");
                // "AC123:sesame"
                assertThat(asked.authorization()).isEqualTo("Basic QUMxMjM6c2VzYW1l");
                assertThat(asked.form())
                        .containsEntry("To", "+306901234567")
                        .containsEntry("From", "+302101234567")
                        .hasEntrySatisfying("Body", body -> assertThat(body).endsWith("@mfa.olive.example #482913"));
            });
        }

        @Test
        void readsACallOut() {
            twilio(true).send(Messages.call("el"));

            assertThat(responder.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.path()).endsWith("/Calls.json");
                assertThat(asked.form().get("Twiml"))
                        .startsWith("<Response><Say language=\"el-GR\">")
                        .contains("Olive &amp; Pine", "4. 8. 2. 9. 1. 3.")
                        .endsWith("</Say></Response>");
            });
        }

        @Test
        void callsOnlyWhereThatIsConfigured() {
            assertThat(twilio(false).forms()).isEqualTo(Set.of(PhoneMessage.Form.TEXT));
            assertThat(twilio(true).forms()).contains(PhoneMessage.Form.CALL);
        }

        private Telephone twilio(boolean calls) {
            return open(
                    new Phone.Provider.Twilio(responder.url(), "AC123", Secret.of("sesame"), "+302101234567", calls));
        }
    }

    @Nested
    class AnyHttpsApi {
        @Test
        void takesTheBodyAndTheHeadersOfItsTemplate() {
            var fate = https(Optional.empty()).send(Messages.text("el"));

            assertThat(fate).isEqualTo(Telephone.Fate.SENT);
            assertThat(responder.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.path()).isEqualTo("/api/send?v=2");
                assertThat(asked.authorization()).isEqualTo("Bearer sesame");
                assertThat(asked.type()).isEqualTo("application/json");
                var body = JsonMapper.shared().readTree(asked.body());
                assertThat(body.path("to").asString()).isEqualTo("306901234567");
                assertThat(body.path("text").asString()).contains("ο κωδικός σας", "\n@mfa.olive.example #482913");
            });
        }

        @Test
        void callsWhereABodyForCallsIsConfigured() {
            assertThat(https(Optional.empty()).forms()).isEqualTo(Set.of(PhoneMessage.Form.TEXT));

            https(Optional.of("{\"call\": \"{number}\", \"say\": \"{text}\"}")).send(Messages.call("en"));

            assertThat(responder.asked().getFirst().body()).contains("Once more: 4. 8. 2. 9. 1. 3.");
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 422})
        void whatItSaysOfTheNumberIsForGood(int status) {
            responder.answers(status);

            assertThat(https(Optional.empty()).send(Messages.text("en"))).isEqualTo(Telephone.Fate.REFUSED);
        }

        @ParameterizedTest
        @ValueSource(ints = {307, 401, 403, 404, 429, 503})
        void whatItSaysOfItselfOrOfUsIsForNow(int status) {
            responder.answers(status);

            assertThatThrownBy(() -> https(Optional.empty()).send(Messages.text("en")))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining(Integer.toString(status))
                    .hasMessageNotContaining("482913");
        }

        @ParameterizedTest
        @ValueSource(ints = {500, 502, 504})
        void aFaultWithinItLeavesOpenWhetherItWasSent(int status) {
            responder.answers(status);

            assertThat(https(Optional.empty()).send(Messages.text("en"))).isEqualTo(Telephone.Fate.UNKNOWN);
        }

        @Test
        void soDoesAnAnswerThatIsNone() throws IOException {
            try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                var hangsUp = Thread.ofVirtual().start(() -> hangUp(mute));

                var fate = https(URI.create("http://localhost:" + mute.getLocalPort() + "/"), Optional.empty())
                        .send(Messages.text("en"));

                assertThat(fate).isEqualTo(Telephone.Fate.UNKNOWN);
                assertThat(hangsUp)
                        .satisfies(thread ->
                                assertThat(thread.join(Duration.ofSeconds(5))).isTrue());
            }
        }

        // Takes the request as far as it comes at once, and leaves.
        private static void hangUp(ServerSocket mute) {
            try (var caller = mute.accept()) {
                caller.shutdownOutput();
                var _ = caller.getInputStream().readAllBytes();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        @Test
        void T22_isNotFollowedElsewhere() throws IOException {
            try (var elsewhere = Responder.plain()) {
                responder.redirectsTo(elsewhere.url());

                assertThatThrownBy(() -> https(Optional.empty()).send(Messages.text("en")))
                        .isInstanceOf(Unavailable.class);
                assertThat(elsewhere.asked()).isEmpty();
            }
        }

        @Test
        void thatCannotBeReachedIsUnavailable() {
            var telephone = https(Optional.empty());
            responder.close();

            assertThatThrownBy(() -> telephone.send(Messages.text("en"))).isInstanceOf(Unavailable.class);
        }

        private Telephone https(Optional<String> call) {
            return https(URI.create(responder.url() + "/api/send?v=2"), call);
        }

        private static Telephone https(URI url, Optional<String> call) {
            return open(new Phone.Provider.Https(
                    url,
                    List.of(new Phone.Header("Authorization", Secret.of("Bearer sesame"))),
                    "application/json",
                    "{\"to\": \"{digits}\", \"text\": \"{text}\"}",
                    call));
        }
    }

    private static Telephone open(Phone.Provider provider) {
        var settings = new Phone(provider, List.of("GR"), 15, 500, List.of());
        return Line.open(settings, Messages.WORDING).telephone();
    }
}
