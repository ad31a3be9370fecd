package org.sallyport.core.source;

import java.time.Duration;

/// How often a source is read, and when it is not believed.
///
/// @param every how long between two looks at who is there and what has changed
/// @param fullEvery how long between two readings of everybody
/// @param fusePercent more of those who may sign in than this are not suspended at once unless an admin says so; a few
/// always are
public record SourceTerms(Duration every, Duration fullEvery, int fusePercent) {
    private static final int ALWAYS = 5;

    /// Whether so many at once are too many.
    boolean isTooMany(int suspended, int of) {
        return suspended > ALWAYS && (long) suspended * 100 > (long) of * fusePercent;
    }
}
