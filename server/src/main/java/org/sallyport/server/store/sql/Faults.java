package org.sallyport.server.store.sql;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Which faults of the database go away when the transaction is run once more.
final class Faults {
    /// PostgreSQL: serialization_failure and deadlock_detected. Engines that speak its protocol raise the first
    /// routinely.
    private static final Set<String> STATES = Set.of("40001", "40P01");

    private static final Set<SQLiteErrorCode> CODES = Set.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_BUSY_RECOVERY,
            SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_LOCKED_SHAREDCACHE);

    private Faults() {}

    static boolean isPassing(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return CODES.contains(sqlite.getResultCode());
            }
            if (cause instanceof SQLException sql) {
                return sql.getSQLState() != null && STATES.contains(sql.getSQLState());
            }
        }
        return false;
    }
}
