package org.sallyport.core.method;

/// A kind of method that receives its codes, and what is counted of it. The counts belong to account and kind: a new
/// code resets neither (NIST SP 800-63B section 3.1.3.2).
public enum Receiver {
    PHONE(Method.Kind.PHONE, Challenge.Purpose.PHONE, Tries.Factor.PHONE_CODE, Tries.Factor.PHONE_CODES_SENT),
    MAILBOX(Method.Kind.MAILBOX, Challenge.Purpose.MAILBOX, Tries.Factor.MAILBOX_CODE, Tries.Factor.MAILBOX_CODES_SENT);

    private final Method.Kind kind;
    private final Challenge.Purpose purpose;
    private final Tries.Factor tries;
    private final Tries.Factor sent;

    Receiver(Method.Kind kind, Challenge.Purpose purpose, Tries.Factor tries, Tries.Factor sent) {
        this.kind = kind;
        this.purpose = purpose;
        this.tries = tries;
        this.sent = sent;
    }

    public Method.Kind kind() {
        return kind;
    }

    Challenge.Purpose purpose() {
        return purpose;
    }

    /// What wrong codes count as.
    public Tries.Factor tries() {
        return tries;
    }

    /// What codes count as that were sent.
    Tries.Factor sent() {
        return sent;
    }
}
