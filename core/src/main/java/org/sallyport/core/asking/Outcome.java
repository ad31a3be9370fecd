package org.sallyport.core.asking;

import org.sallyport.core.verify.Verdict;

/// What came of a server's question.
public enum Outcome {
    /// It was answered with yes, or with what it wanted to know.
    ANSWERED,
    /// It was answered with no; or whoever asked was turned away.
    REFUSED,
    /// It was told to ask again.
    UNAVAILABLE;

    public static Outcome of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> ANSWERED;
            case Verdict.Rejected _ -> REFUSED;
            case Verdict.Deferred _ -> UNAVAILABLE;
        };
    }
}
