package org.sallyport.server.store.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// The [Store] in a relational database; [SqlStores] opens one. Thread-safe.
///
/// A fault of the database is [Unavailable]; one that passes (a deadlock, a busy file) is tried again a few times
/// first. A row that was altered behind our back is [Unavailable] too: nothing is decided by it and nobody is let in,
/// and the audit log names it. What `work` itself throws is passed on as it is.
///
/// When the connection breaks during a commit, nobody can tell whether it was kept; that is [Unavailable] as well.
public final class SqlStore implements Store, AutoCloseable {
    private static final int MOST_REMEMBERED = 1000;

    private final Connections connections;
    private final Guard guard;
    private final InstantSource clock;
    private final Lane transactions;
    private final Lane looks;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    /// The pools.
    ///
    /// @param looks may be the same as the other
    record Connections(HikariDataSource transactions, HikariDataSource looks) implements AutoCloseable {
        @Override
        public void close() {
            looks.close();
            transactions.close();
        }
    }

    SqlStore(Connections connections, Lane.Rows rows, InstantSource clock) {
        this.connections = connections;
        this.guard = rows.guard();
        this.clock = clock;
        // SQLite has one writer at a time and lets the others in at random; a fair queue keeps everybody's wait short.
        boolean oneByOne = rows.dialect() == Dialect.SQLITE;
        var turns = new Semaphore(oneByOne ? 1 : connections.transactions().getMaximumPoolSize(), true);
        var turnsOfLooks = connections.looks().equals(connections.transactions())
                ? turns
                : new Semaphore(connections.looks().getMaximumPoolSize(), true);
        this.transactions = new Lane(connections.transactions(), Lane.Use.TRANSACTIONS, rows, turns);
        this.looks = new Lane(connections.looks(), Lane.Use.LOOKS, rows, turnsOfLooks);
        begin();
    }

    @Override
    public <R> R transact(Function<Books, R> work) {
        return run(books -> work.apply(books));
    }

    @Override
    public <R> R look(Function<Books, R> work) {
        return run(looks, books -> work.apply(books));
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
        return run(transactions, work);
    }

    private <R> R run(Lane lane, Function<SqlBooks, R> work) {
        if (transactions.isTaken() || looks.isTaken()) {
            throw new IllegalStateException("this thread has a transaction open already");
        }
        var skipped = new ArrayList<Tampered>();
        try {
            R result = lane.take(work, skipped);
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
            write(books -> AuditLog.in(books).append(event));
        } catch (Unavailable later) {
            // Whatever found the row stands as it is; the next one who meets it reports it.
            reported.remove(name);
        }
    }

    private void begin() {
        write(books -> books.audit().begin());
    }

    private void write(Consumer<SqlBooks> work) {
        var _ = transactions.take(
                books -> {
                    work.accept(books);
                    return true;
                },
                new ArrayList<>());
    }
}
