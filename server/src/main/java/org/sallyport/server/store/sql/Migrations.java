package org.sallyport.server.store.sql;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.sallyport.core.store.Unavailable;

/// Brings a database to the schema this release was written for. Released migrations are never edited.
final class Migrations {
    private Migrations() {}

    /// @throws Unavailable when a newer release has been at the database, or a migration failed
    static void run(DataSource connections, Dialect dialect) {
        try {
            var flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(connections)
                    .locations("classpath:db/migration")
                    .placeholders(dialect.placeholders())
                    .table("schema_history")
                    .cleanDisabled(true)
                    .load();
            refuseNewer(flyway);
            flyway.migrate();
        } catch (FlywayException fault) {
            throw new Unavailable("store", fault);
        }
    }

    private static void refuseNewer(Flyway flyway) {
        for (MigrationInfo migration : flyway.info().applied()) {
            if (migration.getState().isApplied() && !migration.getState().isResolved()) {
                throw new Unavailable(
                        "store",
                        "its schema is at version " + migration.getVersion()
                                + ", which a newer release made; start that release, or restore the backup made before it");
            }
        }
    }
}
