package org.sallyport.server.store.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The [Store] in a relational database; [SqlStores] opens one. Thread-safe.
///
/// A fault of the database is [Unavailable]; one that passes (a deadlock, a busy file) is tried again a few times
/// first. A row that was altered behind our back is [Unavailable] too: nothing is decided by it and nobody is let in,
/// and the audit log names it. What `work` itself throws is passed on as it is.
///
/// When the connection breaks during a commit, nobody can tell whether it was kept; that is [Unavailable] as well.
public final class SqlStore implements Store, AutoCloseable {
    private static final int ATTEMPTS = 12;
    private static final Duration LONGEST_TURN = Duration.ofSeconds(10);
    private static final Duration LONGEST_TRIED = Duration.ofSeconds(8);
    private static final int MOST_REMEMBERED = 1000;

    private final HikariDataSource connections;
    private final Dialect dialect;
    private final Guard guard;
    private final AuditChain chain;
    private final InstantSource clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Semaphore turns;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    SqlStore(HikariDataSource connections, Dialect dialect, Guard guard, AuditChain chain, InstantSource clock) {
        this.connections = connections;
        this.dialect = dialect;
        this.guard = guard;
        this.chain = chain;
        this.clock = clock;
        this.jdbc = new JdbcTemplate(connections);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(connections));
        // SQLite has one writer at a time and lets the others in at random; a fair queue keeps everybody's wait short.
        this.turns = new Semaphore(dialect == Dialect.SQLITE ? 1 : connections.getMaximumPoolSize(), true);
        begin();
    }

    @Override
    public <R> R transact(Function<Books, R> work) {
        return run(books -> work.apply(books));
    }

    /// Seals and digests every row under the primary key that hangs on another one, a few hundred rows at a time beside
    /// everybody else's work. May be run again at any time; what it did is kept even when it does not come to an end.
    ///
    /// The digests of app passwords and of what people typed stay under the key that made them, so an old key is needed
    /// until those are revoked.
    public Rewrapped rewrap() {
        return new Rewrapping(this, guard).all();
    }

    @Override
    public void close() {
        connections.close();
    }

    /// Runs `work` with the books as this package knows them.
    <R> R run(Function<SqlBooks, R> work) {
        if (TransactionSynchronizationManager.hasResource(connections)) {
            throw new IllegalStateException("this thread has a transaction open already");
        }
        var skipped = new ArrayList<Tampered>();
        try {
            R result = inTurn(work, skipped);
            skipped.forEach(this::report);
            return result;
        } catch (Tampered found) {
            report(found);
            throw new Unavailable("store", found);
        }
    }

    /// Notes in the audit log that a row was found altered; each row once, so that a client that asks every minute does
    /// not fill the log.
    void report(Tampered found) {
        var name = found.table() + ":" + found.row();
        if (reported.size() >= MOST_REMEMBERED || !reported.add(name)) {
            return;
        }
        var event = new AuditEvent(
                clock.instant(),
                AuditKind.TAMPERING_FOUND,
                found.about(),
                new Actor.Sallyport(),
                Map.of("table", found.table(), "row", found.row()));
        try {
            inTurn(books -> {
                AuditLog.in(books).append(event);
                return true;
            });
        } catch (Unavailable later) {
            // Whatever found the row stands as it is; the next one who meets it reports it.
            reported.remove(name);
        }
    }

    private void begin() {
        inTurn(books -> {
            books.audit().begin();
            return true;
        });
    }

    private void inTurn(Function<SqlBooks, Boolean> work) {
        var _ = inTurn(work, new ArrayList<>());
    }

    private <R> R inTurn(Function<SqlBooks, R> work, List<Tampered> skipped) {
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
        var session = new Session(jdbc, guard, dialect);
        try {
            R done = transaction.execute(_ -> {
                var books = new SqlBooks(session, chain);
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
