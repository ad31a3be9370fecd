package org.sallyport.core.directory;

import java.util.List;
import java.util.Locale;

/// What an import does, or what keeps it from doing anything.
///
/// @param bad every row that cannot be taken, and what cannot be read at all; where there is one nothing is done
public record ImportReport(int added, int changed, int unchanged, List<Bad> bad) {
    public ImportReport {
        bad = List.copyOf(bad);
    }

    public boolean isGood() {
        return bad.isEmpty();
    }

    /// @param line where it begins, from 1
    /// @param column the name of the column, or its number where it has none; empty where the whole row is meant
    public record Bad(int line, String column, Why why) {}

    /// Why a row cannot be taken, or the file not read.
    public enum Why {
        NOT_UTF_8,
        QUOTE_NOT_CLOSED,
        TEXT_BEHIND_A_QUOTE,
        CELL_TOO_LONG,
        TOO_MANY_CELLS,
        TOO_MANY_ROWS,
        NO_SUCH_COLUMN,
        COLUMN_TWICE,
        COLUMN_MISSING,
        BAD_USER_NAME,
        USER_NAME_TWICE,
        /// Nobody else gets it for a while.
        NAME_OF_A_DELETED_ACCOUNT,
        BAD_DISPLAY_NAME,
        BAD_LANGUAGE,
        BAD_GROUP,
        TOO_MANY_GROUPS,
        BAD_CONTACT,
        /// Contacts of people who are there are set one by one, and told to them.
        CONTACT_OF_SOMEBODY_THERE,
        /// A source of theirs says this.
        BELONGS_TO_SOURCE,
        /// No file changes whoever has more to say than people have, and no device.
        WITH_A_ROLE;

        /// `bad-user-name`: what programs read; never changed.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
