package org.sallyport.server.listener.postfix;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.sallyport.core.asking.Outcome;
import org.sallyport.core.submission.MailAnswer;
import org.sallyport.core.submission.MailRefusal;

/// The reply table: what each answer is called in Postfix's access(5). A refusal is read by whoever looks into the
/// device's own log, so it says what is wrong and names nobody.
enum PolicyReply {
    /// Nothing is said against it: the restrictions behind this one decide.
    DUNNO("DUNNO"),
    // RFC 3463 section 3.8: X.7.1, delivery not authorized.
    PAUSED("REJECT 5.7.1 This device is paused; ask whoever looks after it"),
    OVER("REJECT 5.7.1 The time of this device is over; ask whoever looks after it"),
    NETWORK("REJECT 5.7.1 This device may not send from this network"),
    SENDER("REJECT 5.7.1 This device may not send as this sender"),
    RECIPIENT("REJECT 5.7.1 This device may not send to this recipient"),
    CAP("DEFER_IF_PERMIT 4.7.1 This device has sent as much as it may within an hour"),
    // RFC 3463 section 3.4: X.3.0, other or undefined mail system status.
    NOT_NOW("DEFER_IF_PERMIT 4.3.0 Nobody can tell now; ask again");

    private final String line;

    PolicyReply(String action) {
        this.line = "action=" + action + "\n\n";
    }

    static PolicyReply to(MailAnswer answer) {
        return switch (answer) {
            case MailAnswer.NoDevice(), MailAnswer.Allowed() -> DUNNO;
            case MailAnswer.Refused(var why) -> to(why);
        };
    }

    private static PolicyReply to(MailRefusal why) {
        return switch (why) {
            case PAUSED -> PAUSED;
            case OVER -> OVER;
            case NETWORK -> NETWORK;
            case SENDER -> SENDER;
            case RECIPIENT -> RECIPIENT;
            case CAP -> CAP;
        };
    }

    Outcome outcome() {
        return switch (this) {
            case DUNNO -> Outcome.ANSWERED;
            case PAUSED, OVER, NETWORK, SENDER, RECIPIENT, CAP -> Outcome.REFUSED;
            case NOT_NOW -> Outcome.UNAVAILABLE;
        };
    }

    byte[] bytes() {
        return line.getBytes(US_ASCII);
    }
}
