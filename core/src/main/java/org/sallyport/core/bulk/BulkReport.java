package org.sallyport.core.bulk;

import java.util.List;
import java.util.Locale;
import org.sallyport.core.account.AccountId;

/// To whom it was done, and to whom not.
public record BulkReport(List<Line> lines) {
    public BulkReport {
        lines = List.copyOf(lines);
    }

    public record Line(AccountId account, Outcome outcome) {}

    /// What came of it for one person.
    public enum Outcome {
        DONE,
        /// It was so already.
        UNCHANGED,
        /// They outrank whoever asked, or whoever asked has lost their role meanwhile.
        NOT_ALLOWED,
        NOT_YOURSELF,
        LAST_OWNER,
        /// A source of theirs says so.
        BELONGS_TO_SOURCE,
        GONE,
        /// Somebody else was changing them at that moment, or the store could not tell.
        FAILED;

        /// `not-allowed`: how pages call it.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How many it came to this for.
    public int count(Outcome outcome) {
        return Math.toIntExact(
                lines.stream().filter(line -> line.outcome() == outcome).count());
    }

    /// Those to whom it was not done, and who were not so already.
    public List<Line> left() {
        return lines.stream()
                .filter(line -> line.outcome() != Outcome.DONE && line.outcome() != Outcome.UNCHANGED)
                .toList();
    }
}
