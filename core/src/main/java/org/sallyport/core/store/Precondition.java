package org.sallyport.core.store;

/// What whoever asks has to have seen of something, judged in the transaction that changes it: of two who saw the same
/// and change it at once, one finds it changed.
@FunctionalInterface
public interface Precondition {
    /// Whatever there is, is fine.
    Precondition NONE = _ -> {};

    /// @throws RuntimeException of whoever asks, where it does not hold; then nothing is kept
    void require(Books books);
}
