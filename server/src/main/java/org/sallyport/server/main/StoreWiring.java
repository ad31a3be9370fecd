package org.sallyport.server.main;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.config.Settings;
import org.sallyport.server.config.StoreChoice;
import org.sallyport.server.store.sql.PostgresSettings;
import org.sallyport.server.store.sql.SqlStore;
import org.sallyport.server.store.sql.SqlStores;

/// Opens the store that the configuration chose.
final class StoreWiring {
    private static final int CONNECTIONS = 10;

    private StoreWiring() {}

    static SqlStore open(Settings settings, Keyset keyset, SecretGenerator generator, InstantSource clock) {
        return switch (settings.store()) {
            case StoreChoice.Embedded(Path folder) -> SqlStores.embedded(folder, keyset, generator, clock);
            case StoreChoice.Postgres(String url, String user, Secret password) ->
                SqlStores.postgres(new PostgresSettings(url, user, password, CONNECTIONS), keyset, generator, clock);
        };
    }

    /// Whether a database is there already. Asked before there is a keyset, so it looks at no row.
    static boolean exists(Settings settings) {
        return switch (settings.store()) {
            case StoreChoice.Embedded(Path folder) -> Files.exists(folder.resolve(SqlStores.FILE));
            case StoreChoice.Postgres(String url, String user, Secret password) -> {
                try (var connection = DriverManager.getConnection(url, user, password.reveal());
                        var tables = connection.getMetaData().getTables(null, null, "schema_history", null)) {
                    yield tables.next();
                } catch (SQLException e) {
                    throw new Unavailable("store", e);
                }
            }
        };
    }

    /// How an operator calls it.
    static String name(Settings settings) {
        return switch (settings.store()) {
            case StoreChoice.Embedded(Path folder) ->
                folder.resolve(SqlStores.FILE).toString();
            case StoreChoice.Postgres(String url, String user, Secret password) -> url;
        };
    }
}
