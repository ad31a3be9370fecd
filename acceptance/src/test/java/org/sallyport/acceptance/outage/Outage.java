package org.sallyport.acceptance.outage;

/// What can be wrong behind the programs.
enum Outage {
    SALLYPORT_STOPPED,
    DATABASE_STOPPED,
    /// Everybody stays connected to it, and nobody hears anything.
    DATABASE_SILENT,
    /// Every word to it and from it takes its time.
    DATABASE_SLOW;

    /// Whether nothing at all can be judged or counted. While a database is silent or slow, a guess may be judged once
    /// it speaks again.
    boolean isComplete() {
        return this == SALLYPORT_STOPPED || this == DATABASE_STOPPED;
    }

    /// Whether an answer may still be a verdict, as long as it is the right one.
    boolean mayBeRight() {
        return this == DATABASE_SLOW;
    }
}
