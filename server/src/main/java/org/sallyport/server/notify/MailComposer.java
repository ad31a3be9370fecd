package org.sallyport.server.notify;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.Properties;
import java.util.stream.Collectors;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.notice.Envelope;

/// Makes the message that carries an envelope: plain text and HTML, headers encoded by the mail library. Thread-safe.
public final class MailComposer {
    private static final String UTF_8 = "UTF-8";

    private final MailSettings settings;
    private final Texts texts;
    private final Session session;

    public MailComposer(MailSettings settings) {
        this.settings = settings;
        this.texts = new Texts(settings);
        var properties = new Properties();
        // RFC 6532: an address with letters beyond ASCII stands in its header as it is.
        properties.setProperty("mail.mime.allowutf8", "true");
        this.session = Session.getInstance(properties);
    }

    /// The message, complete with headers. Composing an envelope again gives the same Message-ID and date, so that a
    /// mail program can tell a repeat.
    public MimeMessage compose(Envelope envelope) {
        var letter = texts.letter(envelope);
        try {
            var message = new Identified(session, envelope.id() + "@" + domain(settings.from()));
            message.setFrom(new InternetAddress(settings.from().value(), settings.organisation(), UTF_8));
            message.setRecipient(Message.RecipientType.TO, address(envelope.to()));
            message.setSubject(letter.subject(), UTF_8);
            message.setSentDate(Date.from(envelope.since()));
            // RFC 3834 section 5: no vacation notice answers this.
            message.setHeader("Auto-Submitted", "auto-generated");
            // For Exchange, which wants to be told in its own words: no absence notice, no receipt.
            message.setHeader("X-Auto-Response-Suppress", "All");
            message.setHeader("Content-Language", letter.language().toLanguageTag());
            message.setContent(both(letter));
            message.saveChanges();
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("mail " + envelope.id() + " cannot be composed", e);
        }
    }

    private MimeMultipart both(Letter letter) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(plain(letter), UTF_8);
        var html = new MimeBodyPart();
        html.setText(Html.of(letter, settings.organisation()), UTF_8, "html");
        // RFC 2046 section 5.1.4: the richest last.
        return new MimeMultipart("alternative", plain, html);
    }

    private String plain(Letter letter) {
        var text = letter.parts().stream()
                .map(part -> switch (part) {
                    case Letter.Part.Sentence(var sentence) -> sentence;
                    case Letter.Part.Code(var code) -> "    " + code;
                    case Letter.Part.Event(var when, var what) -> when + "\r\n" + what;
                    case Letter.Part.Link(var label, var to) -> label + ":\r\n" + to;
                })
                .collect(Collectors.joining("\r\n\r\n"));
        // RFC 3676 section 4.3: what follows "-- " is the signature.
        return text + "\r\n\r\n-- \r\n" + settings.organisation() + "\r\n";
    }

    // The address was checked when it became an EmailAddress; parsing it again would refuse letters beyond ASCII.
    private static InternetAddress address(EmailAddress address) {
        var recipient = new InternetAddress();
        recipient.setAddress(address.value());
        return recipient;
    }

    private static String domain(EmailAddress address) {
        return address.value().substring(address.value().lastIndexOf('@') + 1);
    }

    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
