package org.sallyport.core.staff;

/// What came of deciding about a proposal.
public enum Approving {
    DONE,
    /// It is not for them: their own, about themselves, or more than they may.
    NOT_ALLOWED,
    /// Decided already, withdrawn, or too old.
    GONE,
    /// It cannot be done as it was proposed any more, or not by its proposer; it is closed.
    OUTDATED
}
