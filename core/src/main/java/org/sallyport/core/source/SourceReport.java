package org.sallyport.core.source;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// What a reading of a source came to.
///
/// @param trouble what broke it off; empty where nothing did
/// @param lines the first [#MOST_LINES] of what happened, person by person
public record SourceReport(
        SourceName source, Kind kind, Instant began, Instant ended, Counts counts, String trouble, List<Line> lines) {
    /// So many reports are kept of each source.
    public static final int KEPT = 50;

    public static final int MOST_LINES = 200;

    public SourceReport {
        lines = List.copyOf(lines);
    }

    public enum Kind {
        CHANGES,
        FULL,
        DRY_RUN;

        /// `dry-run`
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What happened to somebody.
    public enum What {
        CREATED,
        CHANGED,
        SUSPENDED,
        WOKEN,
        CONFLICT,
        UNUSABLE,
        /// Would be suspended, and is held back.
        HELD;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param name the user name, or what the source calls them
    /// @param why the code of a reason or the codes of fields; empty where there is nothing to say
    public record Line(What what, String name, String why) {}

    /// How many people each thing happened to.
    public record Counts(int created, int changed, int suspended, int woken, int conflicts, int unusable, int held) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        Counts and(What what) {
            return new Counts(
                    created + one(what, What.CREATED),
                    changed + one(what, What.CHANGED),
                    suspended + one(what, What.SUSPENDED),
                    woken + one(what, What.WOKEN),
                    conflicts + one(what, What.CONFLICT),
                    unusable + one(what, What.UNUSABLE),
                    held + one(what, What.HELD));
        }

        private static int one(What what, What counted) {
            return what == counted ? 1 : 0;
        }
    }

    /// Whether anything happened that is worth a line of the history: people who stay in conflict are none.
    boolean isNews() {
        return kind != Kind.CHANGES
                || !trouble.isEmpty()
                || counts.created() + counts.changed() + counts.suspended() + counts.woken() + counts.held() > 0;
    }
}
