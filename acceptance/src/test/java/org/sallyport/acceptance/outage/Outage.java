package org.sallyport.acceptance.outage;

/// What can be wrong behind the programs.
enum Outage {
    SALLYPORT_STOPPED("imap"),
    DATABASE_STOPPED("pop3"),
    /// Everybody stays connected to it, and nobody hears anything.
    DATABASE_SILENT("smtp"),
    /// Every word to it and from it takes its time, so that an answer may still be a verdict, if it is the right one.
    DATABASE_SLOW("sieve");

    /// For which its guesses are made: equal refusals are written down once a minute.
    private final String protocol;

    Outage(String protocol) {
        this.protocol = protocol;
    }

    String protocol() {
        return protocol;
    }

    /// Whether something may be judged, and counted, meanwhile.
    boolean mayBeJudged() {
        return this == DATABASE_SLOW;
    }
}
