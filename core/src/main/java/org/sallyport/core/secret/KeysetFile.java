package org.sallyport.core.secret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The keyset's file: outside the database and outside its backups, readable by its owner alone (0400).
///
/// One line a key behind a line that names the format:
/// `key 2 primary 2026-11-22T10:00:00Z mGq…=`. The words are `primary` and `active`.
public final class KeysetFile {
    private static final String HEAD = "sallyport-keyset 1";

    private final Path path;

    public KeysetFile(Path path) {
        this.path = path;
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /// @throws Unreadable when the file is absent, malformed or open to others; the message says what to do
    public Keyset read() {
        try {
            var others = Files.getPosixFilePermissions(path);
            others.removeAll(PosixFilePermissions.fromString("rwx------"));
            if (!others.isEmpty()) {
                throw new Unreadable(path + ": others than its owner may read or write it; run chmod 0400 on it");
            }
            return parse(Files.readAllLines(path, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new Unreadable(path + ": cannot be read (" + e + "); the database is of no use without it");
        }
    }

    /// Writes a file that did not exist.
    ///
    /// @throws Unreadable when there is one already: a keyset is never written over
    public void create(Keyset keyset) {
        locked(() -> {
            if (exists()) {
                throw new Unreadable(path + ": exists already and is never written over; keys rotate adds a key to it");
            }
            replace(keyset);
            return keyset;
        });
    }

    /// Changes the keys, one process at a time: what two of them make of the file is never less than both meant.
    ///
    /// @param change from what the file holds now to what it shall hold
    /// @return what it holds afterwards
    /// @throws Unreadable when it cannot be read or written; it is as it was then
    public Keyset change(UnaryOperator<Keyset> change) {
        return locked(() -> {
            var changed = change.apply(read());
            replace(changed);
            return changed;
        });
    }

    private Keyset locked(Supplier<Keyset> work) {
        var lock = path.resolveSibling(path.getFileName() + ".lock");
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        // A lock on a file keeps other processes out, and throws where it meets another thread of this one.
        synchronized (KeysetFile.class) {
            try (var channel =
                            FileChannel.open(lock, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), owner);
                    var _ = channel.lock()) {
                return work.get();
            } catch (IOException e) {
                throw new Unreadable(lock + ": cannot be locked (" + e + "), so the keys were left as they are");
            }
        }
    }

    // In one step, so that a crash leaves the old file or the new one.
    private void replace(Keyset keyset) {
        var lines = new ArrayList<String>(List.of(HEAD));
        for (var key : keyset.keys()) {
            lines.add("key " + key.id() + " " + (key.primary() ? "primary" : "active") + " " + key.created() + " "
                    + Base64.getEncoder().encodeToString(key.material()));
        }
        var draft = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.deleteIfExists(draft);
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));
            try (var channel = Files.newByteChannel(
                    draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
                channel.write(java.nio.ByteBuffer.wrap(
                        (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII)));
                if (channel instanceof FileChannel file) {
                    file.force(true);
                }
            }
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var folder = FileChannel.open(path.toAbsolutePath().getParent())) {
                // The new name must be on the disk before any row is written under the new key.
                folder.force(true);
            }
        } catch (FileAlreadyExistsException raced) {
            throw new Unreadable(path + ": another process is writing it (" + raced.getMessage() + ")");
        } catch (IOException e) {
            throw new Unreadable(path + ": cannot be written (" + e + ")");
        }
    }

    private Keyset parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            throw new Unreadable(path + ": the first line must be \"" + HEAD + "\"");
        }
        var keys = new ArrayList<Keyset.Key>();
        for (int i = 1; i < lines.size(); i++) {
            keys.add(key(lines.get(i), i + 1));
        }
        try {
            return new Keyset(keys);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(path + ": " + e.getMessage());
        }
    }

    private Keyset.Key key(String line, int number) {
        var words = line.split(" ", -1);
        if (words.length != 5
                || !words[0].equals("key")
                || !Set.of("primary", "active").contains(words[2])) {
            throw new Unreadable(path + ": line " + number + " must read: key ID primary|active INSTANT BASE64");
        }
        try {
            return new Keyset.Key(
                    Integer.parseInt(words[1]),
                    words[2].equals("primary"),
                    Instant.parse(words[3]),
                    Base64.getDecoder().decode(words[4]));
        } catch (IllegalArgumentException | DateTimeException e) {
            // The message of a decoder may quote the key, so it is not passed on.
            throw new Unreadable(
                    path + ": line " + number + " holds a key id, an instant or a key that cannot be read");
        }
    }

    /// The keyset file cannot be used. The message names the file and the remedy, never a key.
    public static final class Unreadable extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
