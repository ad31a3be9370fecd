package org.sallyport.fuzz;

/// What a target promises of everything it reads.
public final class Promise {
    private Promise() {}

    /// @param promise what was to hold, as a sentence
    /// @throws IllegalStateException where it does not
    public static void require(boolean holds, String promise) {
        if (!holds) {
            throw new IllegalStateException("broken promise: " + promise);
        }
    }
}
