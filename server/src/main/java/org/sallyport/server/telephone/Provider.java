package org.sallyport.server.telephone;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.telephone.PhoneMessage;
import org.sallyport.core.telephone.Telephone;
import org.sallyport.server.outward.Post;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What every provider that is spoken to by HTTP has in common: so many requests at once and no more, what a status
/// means, and the line in the log. Thread-safe.
final class Provider {
    private static final Logger LOG = LoggerFactory.getLogger(Provider.class);
    private static final int AT_ONCE = 16;

    private final Post post;
    private final Semaphore lines = new Semaphore(AT_ONCE);

    Provider(Post post) {
        this.post = post;
    }

    /// Hands a message to the provider.
    ///
    /// @throws Unavailable when it certainly does not take it now
    Telephone.Fate hand(PhoneMessage message, URI url, List<Post.Field> fields, String type, String body) {
        if (!lines.tryAcquire()) {
            throw failed(message, new Unavailable("telephone", "sixteen messages are under way"));
        }
        try {
            int status = post.send(url, fields, type, body);
            return judge(message, status);
        } catch (IOException lost) {
            return unknown(message, new Unavailable("telephone", lost));
        } catch (Unavailable why) {
            throw failed(message, why);
        } finally {
            lines.release();
        }
    }

    // 400 and 422 are about the number; everything else that is no success is about the account, the provider or now.
    // Behind what RFC 9110 section 15.6 calls an error of the server, the message may be on its way all the same; 503
    // alone says that the request was not handled.
    private static Telephone.Fate judge(PhoneMessage message, int status) {
        if (status >= 200 && status < 300) {
            sent(message);
            return Telephone.Fate.SENT;
        }
        if (status == 400 || status == 422) {
            refused(message, status);
            return Telephone.Fate.REFUSED;
        }
        var why = new Unavailable("telephone", "the provider answered " + status);
        if (status >= 500 && status != 503) {
            return unknown(message, why);
        }
        throw why;
    }

    /// Says that a message is on its way.
    static void sent(PhoneMessage message) {
        LOG.atInfo()
                .setMessage("phone.sent")
                .addKeyValue("to", message.to())
                .addKeyValue("form", message.form().code())
                .log();
    }

    /// Says that a message will never be taken.
    static void refused(PhoneMessage message, int status) {
        LOG.atWarn()
                .setMessage("phone.refused")
                .addKeyValue("to", message.to())
                .addKeyValue("form", message.form().code())
                .addKeyValue("status", status)
                .log();
    }

    /// Says that a message may not have gone out.
    static Telephone.Fate unknown(PhoneMessage message, Unavailable why) {
        var _ = failed(message, why);
        return Telephone.Fate.UNKNOWN;
    }

    /// Says that a message did not go out, and returns what to throw.
    static Unavailable failed(PhoneMessage message, Unavailable why) {
        LOG.atWarn()
                .setMessage("phone.failed")
                .addKeyValue("to", message.to())
                .addKeyValue("form", message.form().code())
                .addKeyValue("why", why.getMessage())
                .log();
        return why;
    }
}
