package org.sallyport.server.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One row, or the parameters of one statement: text, 64-bit numbers and bytes by name.
final class Cells {
    private final Map<String, @Nullable Object> cells = new LinkedHashMap<>();

    /// No parameters.
    static Cells none() {
        return new Cells();
    }

    static Cells of(String name, Object value) {
        return new Cells().and(name, value);
    }

    static Cells read(ResultSet row) throws SQLException {
        var read = new Cells();
        var columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            read.put(columns.getColumnLabel(i), row.getObject(i));
        }
        return read;
    }

    /// Adds a cell: text, bytes, a number, a moment, several texts for an `in (…)`, or anything that is kept as what
    /// it prints.
    Cells and(String name, Object value) {
        return put(name, value);
    }

    Cells and(String name, Optional<?> value) {
        return put(name, value.orElse(null));
    }

    Map<String, @Nullable Object> asMap() {
        return cells;
    }

    @Nullable
    Object find(String name) {
        return cells.get(name);
    }

    String text(String name) {
        return (String) require(name);
    }

    long number(String name) {
        return (Long) require(name);
    }

    byte[] bytes(String name) {
        return (byte[]) require(name);
    }

    Instant instant(String name) {
        return Instant.ofEpochMilli(number(name));
    }

    Optional<String> textIfAny(String name) {
        return Optional.ofNullable((String) cells.get(name));
    }

    Optional<byte[]> bytesIfAny(String name) {
        return Optional.ofNullable((byte[]) cells.get(name));
    }

    Optional<Instant> instantIfAny(String name) {
        return Optional.ofNullable((Long) cells.get(name)).map(Instant::ofEpochMilli);
    }

    private Object require(String name) {
        var value = cells.get(name);
        if (value == null) {
            throw new IllegalStateException("there is nothing in the column " + name);
        }
        return value;
    }

    private Cells put(String name, @Nullable Object value) {
        cells.put(name, kept(value));
        return this;
    }

    private static @Nullable Object kept(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> bytes;
            case Number number -> number.longValue();
            case Instant moment -> moment.toEpochMilli();
            case Collection<?> many -> many.stream().map(Object::toString).toList();
            default -> value.toString();
        };
    }
}
