package org.sallyport.bench.load;

/// An answer that says no.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String said) {
        super("refused: " + said);
    }
}
