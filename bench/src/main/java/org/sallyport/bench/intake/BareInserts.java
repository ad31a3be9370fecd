package org.sallyport.bench.intake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;

/// The lower bound: as many rows with as many bytes as an import writes for each person (the account, its credentials,
/// two groups, the journal, the audit log), with as many indexes, in one transaction of prepared batches. Nothing is
/// read, made or digested.
final class BareInserts {
    private static final int BATCH = 500;

    private enum Into {
        ACCOUNT("(id text primary key, a text unique, b text, c blob, mac text)", 5, 60),
        CREDENTIALS("(id text primary key, a blob, b text, c integer, mac text)", 5, 40),
        MEMBERSHIP("(id text, a text, b text, c text, primary key (id, a))", 4, 20),
        BOARD("(id text, a text, b text, c text, primary key (id, a))", 4, 20),
        JOURNAL("(id integer primary key, a text)", 2, 36),
        AUDIT("(id integer primary key, a text, b text, c text, d text, link text)", 6, 50);

        private final String columns;
        private final int count;
        private final int bytes;

        Into(String columns, int count, int bytes) {
            this.columns = columns;
            this.count = count;
            this.bytes = bytes;
        }
    }

    private BareInserts() {}

    static double perSecond(Path folder, int people) throws SQLException {
        var random = new Random(1);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("bare.db"))) {
            try (var statement = connection.createStatement()) {
                statement.execute("pragma journal_mode = wal");
                statement.execute("pragma synchronous = full");
                for (var into : Into.values()) {
                    statement.execute("create table " + into.name() + " " + into.columns);
                }
            }
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            for (int from = 0; from < people; from += BATCH) {
                for (var into : Into.values()) {
                    insert(connection, into, from, Math.min(people, from + BATCH), random);
                }
            }
            connection.commit();
            return people * 1e9 / (System.nanoTime() - began);
        }
    }

    private static void insert(Connection connection, Into into, int from, int to, Random random) throws SQLException {
        var marks = "?" + ", ?".repeat(into.count - 1);
        try (var statement = connection.prepareStatement("insert into " + into.name() + " values (" + marks + ")")) {
            for (int row = from; row < to; row++) {
                if (into.columns.startsWith("(id integer")) {
                    statement.setInt(1, row);
                } else {
                    statement.setString(1, Long.toHexString(random.nextLong()) + "-" + row);
                }
                for (int column = 2; column <= into.count; column++) {
                    statement.setString(column, "x".repeat(into.bytes) + row);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
