package org.sallyport.server.web.frame;

/// Whoever asks may do this, but not to the person in question.
public final class NotYourDuty extends RuntimeException {
    @java.io.Serial
    private static final long serialVersionUID = 1L;

    public NotYourDuty() {
        super("not this visitor's duty", null, false, false);
    }
}
