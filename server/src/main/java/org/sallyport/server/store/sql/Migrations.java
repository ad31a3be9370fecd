package org.sallyport.server.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sallyport.core.store.Unavailable;

/// Brings a database to the schema this release was written for. Released migrations are never edited.
///
/// Loading Flyway takes longer than everything else about opening a store, so it is left alone where the
/// history already ends with [#NEWEST].
final class Migrations {
    /// The version of the newest file in `db/migration`.
    static final int NEWEST = 31;

    private static final String HISTORY = "schema_history";

    private Migrations() {}

    /// @throws Unavailable when a newer release has been at the database, or a migration failed
    static void run(DataSource connections, Dialect dialect) {
        var applied = applied(connections, dialect);
        int version = applied.stream().mapToInt(Integer::intValue).max().orElse(0);
        if (version > NEWEST) {
            throw new Unavailable(
                    "store",
                    "its schema is at version " + version
                            + ", which a newer release made; start that release, or restore the backup made before it");
        }
        if (version < NEWEST) {
            migrate(connections, dialect);
        }
    }

    private static List<Integer> applied(DataSource connections, Dialect dialect) {
        try (var connection = connections.getConnection()) {
            var versions = new ArrayList<Integer>();
            if (hasHistory(connection, dialect)) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(
                                "select version from schema_history where version is not null and success")) {
                    while (rows.next()) {
                        versions.add(Integer.valueOf(rows.getString(1)));
                    }
                }
            }
            return versions;
        } catch (SQLException fault) {
            throw new Unavailable("store", fault);
        }
    }

    private static boolean hasHistory(Connection connection, Dialect dialect) throws SQLException {
        try (var statement = connection.prepareStatement(dialect.tableExists())) {
            statement.setString(1, HISTORY);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void migrate(DataSource connections, Dialect dialect) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(connections)
                    .locations("classpath:db/migration")
                    .placeholders(dialect.placeholders())
                    .table(HISTORY)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException fault) {
            throw new Unavailable("store", fault);
        }
    }
}
