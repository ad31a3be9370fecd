package org.sallyport.server.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.KeysetFile;
import org.sallyport.core.store.Unavailable;

/// Takes up what other processes make of the keyset file, which is read only where it has changed. Thread-safe.
final class KeysetWatch {
    private final Path path;
    private final KeysetFile file;
    private final Keyset keyset;
    private @Nullable State taken;

    KeysetWatch(Path path, KeysetFile file, Keyset keyset) {
        this.path = path;
        this.file = file;
        this.keyset = keyset;
    }

    /// Every change puts another file in the place of the one before.
    private record State(FileTime changed, @Nullable Object file) {}

    /// @throws Unavailable when the file cannot be read: what is in memory goes on being right, and a human has to look
    synchronized void takeUp() {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            var state = new State(attributes.lastModifiedTime(), attributes.fileKey());
            if (!state.equals(taken)) {
                keyset.adopt(file.read());
                taken = state;
            }
        } catch (IOException | KeysetFile.Unreadable e) {
            throw new Unavailable("keyset", e);
        }
    }

    /// The same for whoever has met an unknown key. Where the file cannot be read the key stays unknown, and whoever is
    /// served without it goes on being served.
    void takeUpWhatCanBeRead() {
        try {
            takeUp();
        } catch (Unavailable unreadable) {
            // The clockwork meets it too, and says so in the log.
        }
    }
}
