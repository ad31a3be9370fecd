package org.sallyport.server.main;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocketFactory;
import org.sallyport.server.config.Mail;
import org.sallyport.server.config.Settings;
import org.sallyport.server.notify.Delivery;
import org.sallyport.server.notify.MailComposer;
import org.sallyport.server.notify.MailSettings;
import org.sallyport.server.notify.OutboxFolder;
import org.sallyport.server.notify.Postman;
import org.sallyport.server.notify.SmtpRelay;
import org.sallyport.server.outward.Trust;

/// Starts the postman with the way out that the configuration chose.
final class NotifyWiring {
    private NotifyWiring() {}

    /// @param around what else happens at a delivery; the demo tells of it
    static Postman start(Installation installation, UnaryOperator<Delivery> around) {
        Settings settings = installation.settings();
        var composer = new MailComposer(new MailSettings(
                settings.mail().from(), settings.organisation(), settings.web().publicUrl(), ZoneId.systemDefault()));
        Delivery delivery = switch (settings.mail().way()) {
            case Mail.Way.Outbox(Path folder) -> new OutboxFolder(folder);
            case Mail.Way.Smtp smtp -> new SmtpRelay(smtp, smtp.trust().map(NotifyWiring::trusting));
        };
        var postman = new Postman(installation.store(), composer, around.apply(delivery), installation.clock());
        postman.start();
        return postman;
    }

    private static SSLSocketFactory trusting(Path certificates) {
        try {
            return Trust.in(certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw Failure.because("sallyport: mail.smtp.trust: " + certificates
                    + " cannot be used. It has to hold certificates (PEM) and be readable for the user that Sallyport "
                    + "runs as.");
        }
    }
}
