package org.sallyport.server.telephone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.server.outward.ClientTls;
import org.sallyport.server.outward.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A carrier or a gateway, spoken to by SMPP 3.4: bound as a transmitter, kept alive by enquire_link, and bound again
/// when the connection is lost. Texts only. Thread-safe.
final class SmppTelephone implements Telephone, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SmppTelephone.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration ENQUIRE = Duration.ofSeconds(30);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(10);

    // SMPP 3.4 section 5.2.19.
    private static final byte LATIN_1 = 0x03;
    private static final byte UCS_2 = 0x08;
    // A message of a mobile network has 140 octets; what is longer goes as message_payload (section 5.3.2.32).
    private static final int SHORT = 140;
    // SMPP 3.4 section 5.1.3: ESME_RINVDSTADR, ESME_RINVDSTTON, ESME_RINVDSTNPI.
    private static final Set<Integer> ABOUT_THE_NUMBER = Set.of(0x0b, 0x50, 0x51);
    // SMPP 3.4 section 7.1.1.2: relative time; after ten minutes the code is worth nothing.
    private static final String TEN_MINUTES = "000000001000000R";

    private final Carrier carrier;
    private final Wording wording;
    private final Reach reach;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService care = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("smpp").factory());
    private @Nullable SMPPSession session;

    SmppTelephone(Carrier carrier, Wording wording, Reach reach, SSLSocketFactory tls) {
        this.carrier = carrier;
        this.wording = wording;
        this.reach = reach;
        this.tls = tls;
    }

    /// A message centre and the account there.
    ///
    /// @param from the number or the name that texts come from
    record Carrier(
            String host, int port, boolean secure, String systemId, Secret password, String systemType, String from) {}

    /// Binds, and looks after the binding from then on.
    void start() {
        var _ = care.scheduleWithFixedDelay(this::bindOrLater, 0, LOOK_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Set<PhoneMessage.Form> forms() {
        return EnumSet.of(PhoneMessage.Form.TEXT);
    }

    @Override
    public Fate send(PhoneMessage message) {
        try {
            submit(bound(), message);
            Provider.sent(message);
            return Fate.SENT;
        } catch (NegativeResponseException no) {
            if (ABOUT_THE_NUMBER.contains(no.getCommandStatus())) {
                Provider.refused(message, no.getCommandStatus());
                return Fate.REFUSED;
            }
            throw Provider.failed(message, new Unavailable("telephone", no));
        } catch (ResponseTimeoutException | InvalidResponseException | IOException lost) {
            return Provider.unknown(message, new Unavailable("telephone", lost));
        } catch (PDUException fault) {
            throw Provider.failed(message, new Unavailable("telephone", fault));
        } catch (Unavailable why) {
            throw Provider.failed(message, why);
        }
    }

    /// Unbinds and connects no more.
    @Override
    public void close() {
        care.shutdownNow();
        synchronized (this) {
            if (session != null) {
                session.unbindAndClose();
                session = null;
            }
        }
    }

    private void submit(SMPPSession bound, PhoneMessage message)
            throws NegativeResponseException, PDUException, ResponseTimeoutException, InvalidResponseException,
                    IOException {
        var text = wording.of(message);
        boolean latin = text.chars().allMatch(c -> c < 0x80);
        byte[] content = text.getBytes(latin ? ISO_8859_1 : UTF_16BE);
        boolean fits = content.length <= SHORT;
        var payload = fits
                ? new OptionalParameter[0]
                : new OptionalParameter[] {new OptionalParameter.Message_payload(content)};
        var named = carrier.from().chars().anyMatch(Character::isLetter);
        bound.submitShortMessage(
                "",
                named ? TypeOfNumber.ALPHANUMERIC : TypeOfNumber.INTERNATIONAL,
                named ? NumberingPlanIndicator.UNKNOWN : NumberingPlanIndicator.ISDN,
                carrier.from().replace("+", ""),
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                message.to().value().substring(1),
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                TEN_MINUTES,
                new RegisteredDelivery(0),
                (byte) 0,
                new RawDataCoding(latin ? LATIN_1 : UCS_2),
                (byte) 0,
                fits ? content : new byte[0],
                payload);
    }

    // Under one lock, so that two messages at once do not bind twice.
    private synchronized SMPPSession bound() {
        if (session != null && session.getSessionState().isTransmittable()) {
            return session;
        }
        if (session != null) {
            session.close();
        }
        var fresh = new SMPPSession(this::connect);
        fresh.setEnquireLinkTimer(Math.toIntExact(ENQUIRE.toMillis()));
        fresh.setTransactionTimer(PATIENCE.toMillis());
        var parameters = new BindParameter(
                BindType.BIND_TX,
                carrier.systemId(),
                carrier.password().reveal(),
                carrier.systemType(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                null);
        try {
            fresh.connectAndBind(carrier.host(), carrier.port(), parameters, PATIENCE.toMillis());
        } catch (IOException fault) {
            fresh.close();
            throw new Unavailable("telephone", fault);
        }
        session = fresh;
        LOG.atInfo()
                .setMessage("phone.bound")
                .addKeyValue("host", carrier.host())
                .log();
        return fresh;
    }

    private Connection connect(String host, int port) throws IOException {
        var plain = new Socket();
        boolean open = false;
        try {
            plain.connect(new InetSocketAddress(reach.of(host), port), Math.toIntExact(PATIENCE.toMillis()));
            plain.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            var connection = new SocketConnection(carrier.secure() ? ClientTls.over(tls, plain, host, port) : plain);
            open = true;
            return connection;
        } finally {
            if (!open) {
                plain.close();
            }
        }
    }

    private void bindOrLater() {
        try {
            bound();
        } catch (Unavailable later) {
            LOG.atWarn()
                    .setMessage("phone.unbound")
                    .addKeyValue("host", carrier.host())
                    .addKeyValue("why", later.getMessage())
                    .log();
        }
    }
}
