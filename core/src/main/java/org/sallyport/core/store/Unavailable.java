package org.sallyport.core.store;

import java.io.Serial;

/// A part that is needed for an answer cannot give one now. It says nothing about any secret: whoever catches it
/// answers "ask again", never "wrong".
public final class Unavailable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String part;

    /// @param part which part, as an operator calls it: `store`, `directory`, `keyset`
    public Unavailable(String part, Throwable cause) {
        super(part + " is unavailable: " + cause.getMessage(), cause);
        this.part = part;
    }

    /// @param part which part, as an operator calls it
    /// @param why what is the matter, in a few words
    public Unavailable(String part, String why) {
        super(part + " is unavailable: " + why);
        this.part = part;
    }

    public String part() {
        return part;
    }
}
