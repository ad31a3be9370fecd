package org.sallyport.server.telephone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.server.config.Phone;
import org.sallyport.server.telephone.centre.MessageCentre;

/// Against the server side of the library, which is a message centre of its own.
class SmppTelephoneTest {
    private MessageCentre centre;

    @BeforeEach
    void start() throws IOException {
        centre = MessageCentre.start(free());
    }

    @AfterEach
    void stop() throws IOException {
        centre.close();
    }

    @Test
    void anEnglishTextArrivesInLatinLettersAndLivesTenMinutes() {
        try (var line = line(centre.port(), "secret")) {
            assertThat(line.telephone().send(Messages.text("en"))).isEqualTo(Telephone.Fate.SENT);
        }

        assertThat(centre.taken()).singleElement().satisfies(text -> {
            assertThat(text.getDestAddress()).isEqualTo("306901234567");
            assertThat(text.getSourceAddr()).isEqualTo("Olive");
            assertThat(text.getDataCoding()).isEqualTo((byte) 0x03);
            assertThat(text.getValidityPeriod()).isEqualTo("000000001000000R");
            assertThat(new String(text.getShortMessage(), ISO_8859_1))
                    .isEqualTo(Messages.WORDING.of(Messages.text("en")));
        });
        assertThat(centre.binds()).containsExactly(BindType.BIND_TX);
    }

    @Test
    void aGreekTextArrivesWhole() {
        try (var line = line(centre.port(), "secret")) {
            line.telephone().send(Messages.text("el"));
        }

        assertThat(centre.taken()).singleElement().satisfies(text -> {
            assertThat(text.getDataCoding()).isEqualTo((byte) 0x08);
            assertThat(new String(content(text), UTF_16BE)).isEqualTo(Messages.WORDING.of(Messages.text("el")));
        });
    }

    @Test
    void aNumberThatTheCarrierDoesNotTakeIsRefusedForGood() {
        // SMPP 3.4 section 5.1.3: ESME_RINVDSTADR.
        centre.answers(0x0b);
        try (var line = line(centre.port(), "secret")) {
            assertThat(line.telephone().send(Messages.text("en"))).isEqualTo(Telephone.Fate.REFUSED);
        }
    }

    @Test
    void aCarrierThatIsBusyIsUnavailable() {
        // ESME_RTHROTTLED.
        centre.answers(0x58);
        try (var line = line(centre.port(), "secret")) {
            assertThatThrownBy(() -> line.telephone().send(Messages.text("en"))).isInstanceOf(Unavailable.class);
        }
    }

    @Test
    void aWrongPasswordIsUnavailable() {
        try (var line = line(centre.port(), "wrong")) {
            assertThatThrownBy(() -> line.telephone().send(Messages.text("en"))).isInstanceOf(Unavailable.class);
        }
        assertThat(centre.taken()).isEmpty();
    }

    @Test
    void aCarrierThatWasAwayIsBoundAgain() throws IOException {
        int port = centre.port();
        try (var line = line(port, "secret")) {
            line.telephone().send(Messages.text("en"));
            centre.close();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> line.telephone().send(Messages.text("en")))
                                    .isInstanceOf(Unavailable.class));

            centre = MessageCentre.start(port);

            assertThat(line.telephone().send(Messages.text("en"))).isEqualTo(Telephone.Fate.SENT);
        }
    }

    @Test
    void itMakesNoCalls() {
        try (var line = line(centre.port(), "secret")) {
            assertThat(line.telephone().forms()).isEqualTo(Set.of(PhoneMessage.Form.TEXT));
        }
    }

    private static byte[] content(SubmitSm text) {
        var payload = (OptionalParameter.OctetString) text.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD);
        return payload == null ? text.getShortMessage() : payload.getValue();
    }

    private static int free() throws IOException {
        try (var any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    private static Line line(int port, String password) {
        var smpp = new Phone.Provider.Smpp("localhost", port, false, "olive", Secret.of(password), "", "Olive");
        return Line.open(new Phone(smpp, List.of("GR"), 15, 500, List.of()), Messages.WORDING);
    }
}
