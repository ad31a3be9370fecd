package org.sallyport.server.store.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The way of the books to the database while one transaction or look is open.
final class Session {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final Guard guard;
    private final Dialect dialect;
    private final Lane.Use use;
    private final List<Tampered> skipped = new ArrayList<>();
    private boolean open = true;

    Session(JdbcOperations jdbc, Guard guard, Dialect dialect, Lane.Use use) {
        this.batches = new NamedParameterJdbcTemplate(jdbc);
        this.jdbc = JdbcClient.create(batches);
        this.guard = guard;
        this.dialect = dialect;
        this.use = use;
    }

    void close() {
        open = false;
    }

    /// @throws IllegalStateException when the transaction is over: somebody kept a book for later
    void requireOpen() {
        if (!open) {
            throw new IllegalStateException("a book is good only while its transaction is open");
        }
    }

    /// @throws IllegalStateException in a look, and when the transaction is over
    void requireWritable() {
        requireOpen();
        if (use == Lane.Use.LOOKS) {
            throw new IllegalStateException("nothing is changed in a look");
        }
    }

    /// Remembers an altered row that was left aside, to be reported when the transaction has ended.
    void skip(Tampered row) {
        skipped.add(row);
    }

    List<Tampered> skipped() {
        return skipped;
    }

    Guard guard() {
        return guard;
    }

    /// @return how many rows were changed
    int update(String sql, Cells parameters) {
        requireWritable();
        return jdbc.sql(sql).params(parameters.asMap()).update();
    }

    /// @return how many rows were changed
    int batch(String sql, List<Cells> parameters) {
        requireWritable();
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array cannot be made of a parameterised type
        Map<String, @Nullable Object>[] rows =
                parameters.stream().map(Cells::asMap).toArray(Map[]::new);
        return rows.length > 0 ? Arrays.stream(batches.batchUpdate(sql, rows)).sum() : 0;
    }

    /// Rows that are not bound to the keyset, or whose binding the caller checks.
    List<Cells> rows(String sql, Cells parameters) {
        requireOpen();
        return jdbc.sql(sql)
                .params(parameters.asMap())
                .query((row, _) -> Cells.read(row))
                .list();
    }

    Optional<Cells> row(String sql, Cells parameters) {
        return rows(sql, parameters).stream().findFirst();
    }

    /// Whole rows of a table, as this store wrote them.
    ///
    /// @throws Tampered when one is not
    List<Cells> rows(Table table, String sql, Cells parameters) {
        return rows(sql, parameters).stream()
                .map(row -> guard.check(table, row))
                .toList();
    }

    Optional<Cells> row(Table table, String sql, Cells parameters) {
        return rows(table, sql, parameters).stream().findFirst();
    }

    /// A row that this transaction goes on to change, and that nobody else can change meanwhile.
    Optional<Cells> rowToChange(Table table, String sql, Cells parameters) {
        return row(table, sql + locking(), parameters);
    }

    List<Cells> rowsToChange(Table table, String sql, Cells parameters) {
        return rows(table, sql + locking(), parameters);
    }

    /// The engine's function that finds a text within a text, and counts from 1.
    String position() {
        return dialect.position();
    }

    private String locking() {
        return use == Lane.Use.LOOKS ? "" : dialect.locking();
    }

    /// Until the transaction is over, whoever else asks for this account's lock waits. Without it, whoever deletes all
    /// rows of an account would miss one that comes under another key meanwhile.
    void lockAccount(AccountId account) {
        var _ = rowsToChange("select id from account where id = :id", Cells.of("id", account));
    }

    /// Rows as they lie there, that this transaction goes on to check and to change.
    List<Cells> rowsToChange(String sql, Cells parameters) {
        return rows(sql + locking(), parameters);
    }
}
