package org.sallyport.server.store.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who can read and write the embedded database's file, but has not the keyset.
final class DatabaseWriter implements AutoCloseable {
    private final Connection connection;

    DatabaseWriter(Path dataFolder) {
        try {
            connection = DriverManager.getConnection("jdbc:sqlite:" + dataFolder.resolve(SqlStores.FILE));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// @return how many rows were changed
    int execute(String sql, @Nullable Object... parameters) {
        try (var statement = prepared(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /// Whether the database took the statement.
    boolean tries(String sql, @Nullable Object... parameters) {
        try (var statement = prepared(sql, parameters)) {
            return statement.executeUpdate() == 1;
        } catch (SQLException refused) {
            return false;
        }
    }

    @Nullable
    Object cell(String sql, @Nullable Object... parameters) {
        return column(sql, parameters).getFirst();
    }

    /// The first column of all rows.
    List<@Nullable Object> column(String sql, @Nullable Object... parameters) {
        try (var statement = prepared(sql, parameters);
                var rows = statement.executeQuery()) {
            var cells = new ArrayList<@Nullable Object>();
            while (rows.next()) {
                cells.add(rows.getObject(1));
            }
            return cells;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private PreparedStatement prepared(String sql, @Nullable Object... parameters) throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
