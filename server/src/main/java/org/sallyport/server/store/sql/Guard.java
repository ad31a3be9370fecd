package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.SecretGenerator;

/// Binds rows to the keyset, so that whoever can write to the database cannot make an admin, un-revoke an app password,
/// widen a scope or move somebody's second factor to another account: every row that decides something carries a keyed
/// digest over what it decides and over its key. Thread-safe.
///
/// A digest does not tell the newest row from an earlier one of the same key: somebody who kept a whole row and puts it
/// back is not recognised here, and a row that was removed is not missed. The audit log, whose entries are chained,
/// still says what had happened.
final class Guard {
    private final Keyset keyset;
    private final Seal seal;

    Guard(Keyset keyset, SecretGenerator generator) {
        this.keyset = keyset;
        this.seal = new Seal(keyset, generator);
    }

    /// The row with its digest, ready to be written.
    Cells bind(Table table, Cells row) {
        return row.and("mac", digest(table, keyset.primaryId(), row).text());
    }

    /// The row itself.
    ///
    /// @throws Tampered when its digest is not ours
    Cells check(Table table, Cells row) {
        if (!table.guarded().isEmpty() && !isOurs(table, row)) {
            throw tampered(table, row);
        }
        return row;
    }

    /// A name for something that is to be found again and tells nobody what it is. Another key makes another name.
    String blind(String clear) {
        return keyset.digest(Purpose.BLIND_INDEX, clear.getBytes(UTF_8)).text();
    }

    /// The names that this key or an earlier one makes of it.
    List<String> blinds(String clear) {
        return keyset.keys().stream()
                .map(key -> keyset.digest(Purpose.BLIND_INDEX, key.id(), clear.getBytes(UTF_8))
                        .text())
                .toList();
    }

    byte[] seal(Seal.Place place, byte[] clear) {
        return seal.seal(place, clear);
    }

    /// What is in the sealed cell of a row; empty where nothing is.
    ///
    /// @throws Tampered when it was not sealed for this row
    Optional<byte[]> open(Table table, Cells row) {
        var sealed = table.sealed().orElseThrow();
        try {
            return row.bytesIfAny(sealed.column()).map(bytes -> seal.open(sealed.place(row), bytes));
        } catch (Seal.Broken broken) {
            throw tampered(table, row);
        }
    }

    /// Whether anything about the row hangs on another key than the primary one.
    boolean isOutdated(Table table, Cells row) {
        boolean oldDigest =
                !table.guarded().isEmpty() && Digest.parse(row.text("mac")).keyId() != keyset.primaryId();
        return oldDigest || renewed(table, row).isPresent();
    }

    /// The row's sealed cell under the primary key, where it is sealed under another.
    ///
    /// @throws Tampered when it was not sealed for this row
    Optional<byte[]> renewed(Table table, Cells row) {
        var sealed = table.sealed().flatMap(cell -> row.bytesIfAny(cell.column()));
        try {
            return sealed.map(bytes -> seal.renew(table.sealed().orElseThrow().place(row), bytes))
                    .filter(bytes -> !Arrays.equals(bytes, sealed.get()));
        } catch (Seal.Broken broken) {
            throw tampered(table, row);
        }
    }

    private boolean isOurs(Table table, Cells row) {
        try {
            var digest = Digest.parse(row.text("mac"));
            return keyset.holds(digest.keyId())
                    && digest(table, digest.keyId(), row).matches(digest);
        } catch (IllegalArgumentException notADigest) {
            return false;
        }
    }

    private Digest digest(Table table, int keyId, Cells row) {
        var parts = new ArrayList<byte[]>();
        parts.add(table.name().getBytes(UTF_8));
        for (var column : table.guarded()) {
            parts.add(encoded(row.find(column)));
        }
        for (var column : table.later()) {
            var cell = row.find(column);
            if (cell != null) {
                parts.add(column.getBytes(UTF_8));
                parts.add(encoded(cell));
            }
        }
        return keyset.digest(Purpose.ROW, keyId, parts.toArray(byte[][]::new));
    }

    // The first byte says what follows, so that no text, number or absence can stand for another.
    private static byte[] encoded(@Nullable Object cell) {
        return switch (cell) {
            case null -> new byte[] {0};
            case Long number ->
                ByteBuffer.allocate(1 + Long.BYTES)
                        .put((byte) 1)
                        .putLong(number)
                        .array();
            case byte[] bytes -> tagged((byte) 2, bytes);
            default -> tagged((byte) 3, cell.toString().getBytes(UTF_8));
        };
    }

    private static byte[] tagged(byte tag, byte[] bytes) {
        return ByteBuffer.allocate(1 + bytes.length).put(tag).put(bytes).array();
    }

    private static Tampered tampered(Table table, Cells row) {
        var holder = table.equals(Table.ACCOUNT) ? row.textIfAny("id") : row.textIfAny("account_id");
        return new Tampered(table.name(), row.text(table.key()), holder.flatMap(AccountId::parse));
    }
}
