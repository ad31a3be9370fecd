package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.KeysetFile;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Unavailable;

class KeysetWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final SecretGenerator generator = new SecretGenerator();
    private final Keyset keyset = Keyset.fresh(generator, NOW);

    @TempDir
    private Path folder;

    private Path path = Path.of("keyset");
    private KeysetFile file = new KeysetFile(path);
    private KeysetWatch watch = new KeysetWatch(path, file, keyset);

    @BeforeEach
    void makeTheFile() {
        path = folder.resolve("keyset");
        file = new KeysetFile(path);
        file.create(keyset);
        watch = new KeysetWatch(path, file, keyset);
        keyset.whenUnknown(watch::takeUpWhatCanBeRead);
    }

    @Test
    void aKeyThatAnotherProcessMadeIsFoundWhenItIsMet() {
        file.change(keys -> keys.rotated(generator, NOW));
        assertThat(keyset.hasAtHand(2)).isFalse();
        assertThat(keyset.holds(2)).isTrue();
    }

    @Test
    void aFileThatDidNotChangeIsNotReadAgain() throws IOException {
        watch.takeUp();
        var changed = Files.getLastModifiedTime(path);
        overwrite("not a keyset any more");
        Files.setLastModifiedTime(path, changed);
        watch.takeUp();
        assertThat(keyset.hasAtHand(1)).isTrue();
    }

    @Test
    void anUnreadableFileLeavesAKeyUnknownAndNothingElse() throws IOException {
        watch.takeUp();
        overwrite("not a keyset any more");
        Files.setLastModifiedTime(path, java.nio.file.attribute.FileTime.from(NOW));
        assertThatThrownBy(watch::takeUp).isInstanceOf(Unavailable.class);
        assertThat(keyset.holds(7)).isFalse();
        assertThat(keyset.holds(1)).isTrue();
    }

    private void overwrite(String text) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
    }
}
