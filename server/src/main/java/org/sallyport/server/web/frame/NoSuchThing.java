package org.sallyport.server.web.frame;

/// What an address names does not exist, or is not the visitor's: to them that is the same.
public final class NoSuchThing extends RuntimeException {
    @java.io.Serial
    private static final long serialVersionUID = 1L;

    public NoSuchThing() {
        super("no such thing", null, false, false);
    }
}
