package org.sallyport.server.store.sql;

import java.util.Map;

/// In what the two engines differ.
enum Dialect {
    SQLITE(""),
    POSTGRES(" for update");

    private final String locking;

    Dialect(String locking) {
        this.locking = locking;
    }

    /// What follows a select of rows that this transaction goes on to change. SQLite needs nothing: its transactions
    /// are IMMEDIATE and so run one after another.
    String locking() {
        return locking;
    }

    /// Finds a row where the engine has the table of the given name.
    String tableExists() {
        return switch (this) {
            case SQLITE -> "select 1 from sqlite_master where type = 'table' and name = ?";
            case POSTGRES ->
                "select 1 from information_schema.tables where table_schema = current_schema() and table_name = ?";
        };
    }

    /// The function that finds a text within a text, and counts from 1.
    String position() {
        return switch (this) {
            case SQLITE -> "instr";
            case POSTGRES -> "strpos";
        };
    }

    /// The engine's words in the migrations.
    Map<String, String> placeholders() {
        return switch (this) {
            case SQLITE ->
                Map.of(
                        "long", "integer",
                        "bytes", "blob",
                        "name", "text",
                        "strict", "strict",
                        "bytewise", "",
                        "position", position());
            case POSTGRES ->
                Map.of(
                        "long", "bigint",
                        "bytes", "bytea",
                        "name", "text collate \"C\"",
                        "strict", "",
                        "bytewise", "collate \"C\"",
                        "position", position());
        };
    }
}
