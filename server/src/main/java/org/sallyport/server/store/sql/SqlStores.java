package org.sallyport.server.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Unavailable;
import org.springframework.util.unit.DataSize;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// Opens stores: brings the schema up to date first, and refuses a database that a newer release has written.
public final class SqlStores {
    /// The embedded database's file in the data folder.
    public static final String FILE = "sallyport.db";

    // One for transactions, which run one at a time, two for the migrations.
    private static final int EMBEDDED_CONNECTIONS = 3;
    private static final int EMBEDDED_LOOKS = 4;
    // Room for the inner pages of every index of a million accounts, and for the rows that are in use. Taken as needed.
    private static final DataSize CACHE = DataSize.ofMegabytes(64);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    // Decided for every deployment: what was acknowledged is on disk. A stricter setting of the server is kept.
    private static final String DURABLE = """
            select set_config('synchronous_commit', 'on', false)
            where current_setting('synchronous_commit') in ('off', 'local')
            """;

    private SqlStores() {}

    /// Opens the embedded database in this folder, which is made (for its owner alone) where it does not exist.
    ///
    /// @throws Unavailable when it cannot be opened; the message says why
    public static SqlStore embedded(Path dataFolder, Keyset keyset, SecretGenerator generator, InstantSource clock) {
        prepare(dataFolder);
        var transactions = embedded(forTransactions(), "sqlite", dataFolder, EMBEDDED_CONNECTIONS);
        var looks = embedded(forLooks(), "sqlite-looks", dataFolder, EMBEDDED_LOOKS);
        // Not opened for reading only: a reader too writes down how far it has read.
        looks.setConnectionInitSql("pragma query_only = on");
        return open(
                transactions,
                looks,
                new Lane.Rows(Dialect.SQLITE, new Guard(keyset, generator), new AuditChain(keyset)),
                clock);
    }

    private static SQLiteConfig forTransactions() {
        var sqlite = new SQLiteConfig();
        sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
        sqlite.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        sqlite.setBusyTimeout(Math.toIntExact(LONGEST_WAIT.toMillis()));
        sqlite.enforceForeignKeys(true);
        sqlite.setCacheSize(-Math.toIntExact(CACHE.toKilobytes())); // negative: KiB, not pages
        return sqlite;
    }

    /// Each in a snapshot of its own, which waits for nobody who writes.
    private static SQLiteConfig forLooks() {
        var sqlite = new SQLiteConfig();
        sqlite.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
        sqlite.setBusyTimeout(Math.toIntExact(LONGEST_WAIT.toMillis()));
        return sqlite;
    }

    private static HikariConfig embedded(SQLiteConfig sqlite, String name, Path dataFolder, int connections) {
        var source = new SQLiteDataSource(sqlite);
        source.setUrl("jdbc:sqlite:" + dataFolder.resolve(FILE).toAbsolutePath());
        var pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setPoolName(name);
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(1);
        return pool;
    }

    /// Opens a PostgreSQL database, which exists and belongs to the user.
    ///
    /// @throws Unavailable when it cannot be reached or used; the message says why
    public static SqlStore postgres(
            PostgresSettings settings, Keyset keyset, SecretGenerator generator, InstantSource clock) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(settings.jdbcUrl());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password().reveal());
        pool.setPoolName("postgresql");
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(Math.min(2, settings.poolSize()));
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionInitSql(DURABLE);
        pool.addDataSourceProperty("ApplicationName", "sallyport");
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.addDataSourceProperty("socketTimeout", "30");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return open(
                pool,
                pool,
                new Lane.Rows(Dialect.POSTGRES, new Guard(keyset, generator), new AuditChain(keyset)),
                clock);
    }

    private static SqlStore open(HikariConfig pool, HikariConfig poolOfLooks, Lane.Rows rows, InstantSource clock) {
        var transactions = open(pool);
        var connections = new SqlStore.Connections(transactions, transactions);
        try {
            Migrations.run(transactions, rows.dialect());
            if (!poolOfLooks.equals(pool)) {
                connections = new SqlStore.Connections(transactions, open(poolOfLooks));
            }
            return new SqlStore(connections, rows, clock);
        } catch (Unavailable fault) {
            connections.close();
            throw fault;
        }
    }

    private static HikariDataSource open(HikariConfig pool) {
        pool.setConnectionTimeout(LONGEST_WAIT.toMillis());
        try {
            return new HikariDataSource(pool);
        } catch (HikariPool.PoolInitializationException fault) {
            throw new Unavailable("store", fault);
        }
    }

    /// The driver unpacks its native library into a folder of its own: /tmp may be mounted noexec, and a process that
    /// was killed leaves the library behind.
    private static void prepare(Path dataFolder) {
        try {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(dataFolder, ownerOnly);
            var library = Files.createDirectories(dataFolder.resolve("native"), ownerOnly);
            System.setProperty("org.sqlite.tmpdir", library.toAbsolutePath().toString());
        } catch (IOException fault) {
            throw new Unavailable("store", fault);
        }
    }
}
