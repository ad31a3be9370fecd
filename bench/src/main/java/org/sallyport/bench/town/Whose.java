package org.sallyport.bench.town;

/// Whose name somebody guesses at.
public enum Whose {
    SOMEBODYS("somebody's with MFA in force"),
    /// Of the same kind as the first, so that they differ by chance alone.
    SOMEBODYS_AGAIN("another one's like that: the noise"),
    NOBODYS("nobody's"),
    OF_SOMEBODY_DISABLED("somebody's who is disabled"),
    OF_SOMEBODY_WITHOUT_MFA("somebody's without MFA");

    private final String title;

    Whose(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
