package org.sallyport.server.store.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.store.Unavailable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// One way into the database: whoever takes it waits for a turn, and a fault that passes is tried again. There is one
/// for transactions and one for looks. Thread-safe.
final class Lane {
    private static final int ATTEMPTS = 12;
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);
    private static final Duration LONGEST_TRIED = Duration.ofSeconds(8);

    private final HikariDataSource connections;
    private final Use use;
    private final Rows rows;
    private final Semaphore turns;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /// What is done on it.
    enum Use {
        TRANSACTIONS,
        LOOKS
    }

    /// How rows are read and written, whichever way.
    record Rows(Dialect dialect, Guard guard, AuditChain chain) {}

    /// @param turns how many may be on it at once, shared with whoever takes the same connections
    Lane(HikariDataSource connections, Use use, Rows rows, Semaphore turns) {
        this.connections = connections;
        this.use = use;
        this.rows = rows;
        this.turns = turns;
        this.jdbc = new JdbcTemplate(connections);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        // SQLite's connections for looks are made so that they can do nothing else, each in a snapshot.
        if (use == Use.LOOKS && rows.dialect() == Dialect.POSTGRES) {
            transaction.setReadOnly(true);
            transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        }
    }

    /// Whether this thread is on it already.
    boolean isTaken() {
        return TransactionSynchronizationManager.hasResource(connections);
    }

    /// @param skipped where altered rows go that were left aside
    <R> R take(Function<SqlBooks, R> work, List<Tampered> skipped) {
        try {
            if (!turns.tryAcquire(LONGEST_TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Unavailable("store", "no turn came within " + LONGEST_TURN.toSeconds() + " s");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable("store", stopping);
        }
        try {
            return persistently(work, skipped);
        } finally {
            turns.release();
        }
    }

    private <R> R persistently(Function<SqlBooks, R> work, List<Tampered> skipped) {
        long began = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work, skipped);
            } catch (DataAccessException | TransactionException fault) {
                boolean late = System.nanoTime() - began > LONGEST_TRIED.toNanos();
                if (attempt == ATTEMPTS || late || !Faults.isPassing(fault)) {
                    throw new Unavailable("store", fault);
                }
            }
            // 1 to 2 ms, then twice as long each time up to a quarter of a second: whoever collided parts at random.
            long wait = Math.min(1L << attempt, 256);
            LockSupport.parkNanos(
                    TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(500 * wait, 1000 * wait)));
        }
    }

    private <R> R once(Function<SqlBooks, R> work, List<Tampered> skipped) {
        var session = new Session(jdbc, rows.guard(), rows.dialect(), use);
        try {
            R done = transaction.execute(_ -> {
                var books = new SqlBooks(session, rows.chain());
                R result = work.apply(books);
                books.finish();
                return result;
            });
            skipped.addAll(session.skipped());
            return done;
        } finally {
            session.close();
        }
    }
}
