package org.sallyport.server.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.sallyport.core.notice.Envelope;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.config.Mail;

/// A mail relay, spoken to by SMTP (RFC 5321). Whether and how the connection is protected is decided here and never
/// negotiated away: with STARTTLS configured, a relay that does not offer it gets neither a password nor a message.
public final class SmtpRelay implements Delivery {
    private static final String TIMEOUT = Long.toString(Duration.ofSeconds(20).toMillis());

    private final Mail.Way.Smtp relay;
    private final Session session;
    /// For an address with letters beyond ASCII, which only some relays take (RFC 6531).
    private final Session internationalSession;
    private final String protocol;

    /// @param trust makes TLS connections; empty for the certificates that the machine trusts
    public SmtpRelay(Mail.Way.Smtp relay, Optional<SSLSocketFactory> trust) {
        this.relay = relay;
        this.protocol = relay.security() == Mail.Security.TLS ? "smtps" : "smtp";
        var properties = properties();
        trust.ifPresent(factory -> properties.put(key("ssl.socketFactory"), factory));
        this.session = Session.getInstance(properties);
        var international = new Properties();
        international.putAll(properties);
        international.setProperty("mail.mime.allowutf8", "true");
        this.internationalSession = Session.getInstance(international);
    }

    @Override
    public Fate deliver(Envelope envelope, MimeMessage message) {
        var to = envelope.to();
        boolean ascii = to.value().chars().allMatch(c -> c < 0x80);
        try (var transport = (ascii ? session : internationalSession).getTransport(protocol)) {
            if (relay.login().isPresent()) {
                var login = relay.login().get();
                transport.connect(
                        relay.host(),
                        relay.port(),
                        login.user(),
                        login.password().reveal());
            } else {
                transport.connect(relay.host(), relay.port(), null, null);
            }
            transport.sendMessage(message, message.getAllRecipients());
            return new Fate.Sent();
        } catch (MessagingException failed) {
            var reply = Reply.in(failed, to);
            if (reply.filter(Reply::refuses).isPresent()) {
                return new Fate.Refused(reply.get().line());
            }
            throw reply.map(said -> new Unavailable("mail", said.line()))
                    .orElseGet(() -> new Unavailable("mail", failed));
        }
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty(key("connectiontimeout"), TIMEOUT);
        properties.setProperty(key("timeout"), TIMEOUT);
        properties.setProperty(key("writetimeout"), TIMEOUT);
        properties.setProperty(key("ssl.checkserveridentity"), "true");
        properties.setProperty(key("ssl.protocols"), "TLSv1.3 TLSv1.2");
        properties.setProperty(key("auth"), Boolean.toString(relay.login().isPresent()));
        if (relay.security() == Mail.Security.STARTTLS) {
            // RFC 3207: required, or a thief in the middle would strip the offer.
            properties.setProperty(key("starttls.enable"), "true");
            properties.setProperty(key("starttls.required"), "true");
        }
        return properties;
    }

    private String key(String name) {
        return "mail." + protocol + "." + name;
    }
}
