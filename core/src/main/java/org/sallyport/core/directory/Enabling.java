package org.sallyport.core.directory;

/// What came of enabling an account.
public enum Enabling {
    ENABLED,
    /// A source of theirs says that they sign in nowhere: only there can it be changed.
    SOURCE_SAYS_NO,
    NO_SUCH_ACCOUNT
}
