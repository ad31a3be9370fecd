package org.sallyport.server.notify;

import jakarta.mail.MessagingException;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.Text;

/// What a relay said to a message that it did not take.
///
/// @param command it answered
/// @param code three digits (RFC 5321 section 4.2)
/// @param line all it said, with the address masked as in every log
record Reply(String command, int code, String line) {
    private static final int LONGEST = 200;

    /// The reply behind an exception; what was said of the address before what was said of the message.
    static Optional<Reply> in(MessagingException failed, EmailAddress to) {
        Optional<Reply> ofMessage = Optional.empty();
        for (Exception e = failed; e instanceof MessagingException one; e = one.getNextException()) {
            if (one instanceof SMTPAddressFailedException of) {
                return Optional.of(new Reply("RCPT", of.getReturnCode(), line(of, to)));
            }
            if (one instanceof SMTPSendFailedException of && ofMessage.isEmpty()) {
                ofMessage = Optional.of(new Reply(of.getCommand(), of.getReturnCode(), line(of, to)));
            }
        }
        return ofMessage;
    }

    /// Whether it is the address or the message that will not be taken, and not the sender, the sign-in or the moment:
    /// those an operator mends, and then the same message goes through.
    boolean refuses() {
        boolean permanent = code >= 500 && code <= 599;
        return permanent && (command.equals("RCPT") || command.equals("."));
    }

    private static String line(MessagingException said, EmailAddress to) {
        var text = said.getMessage() == null ? "" : said.getMessage();
        return Text.clipped(text.replace(to.value(), to.masked()), LONGEST);
    }
}
