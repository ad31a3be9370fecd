package org.sallyport.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final SecretGenerator generator = new SecretGenerator();
    private final Keyset keyset = Keyset.fresh(generator, NOW);

    @Test
    void theSameInputGivesTheSameDigest() {
        assertThat(keyset.digest(Purpose.SESSION, bytes("a"), bytes("b")))
                .isEqualTo(keyset.digest(Purpose.SESSION, bytes("a"), bytes("b")));
    }

    @Test
    void aDigestMadeForOnePurposeIsWorthNothingForAnother() {
        assertThat(keyset.digest(Purpose.SESSION, bytes("a"))).isNotEqualTo(keyset.digest(Purpose.AUDIT, bytes("a")));
    }

    @Test
    void whereOnePartEndsAndTheNextBeginsMatters() {
        assertThat(keyset.digest(Purpose.SESSION, bytes("ab"), bytes("c")))
                .isNotEqualTo(keyset.digest(Purpose.SESSION, bytes("a"), bytes("bc")));
    }

    @Test
    void anotherKeysetGivesAnotherDigest() {
        var other = Keyset.fresh(generator, NOW);
        assertThat(keyset.digest(Purpose.SESSION, bytes("a"))).isNotEqualTo(other.digest(Purpose.SESSION, bytes("a")));
    }

    @Test
    void aRotatedKeysetStillChecksWhatTheOldKeyMade() {
        var before = keyset.digest(Purpose.SESSION, bytes("a"));
        var rotated = keyset.rotated(generator, NOW);
        assertThat(rotated.primaryId()).isEqualTo(2);
        assertThat(rotated.digest(Purpose.SESSION, before.keyId(), bytes("a"))).isEqualTo(before);
        assertThat(rotated.digest(Purpose.SESSION, bytes("a")).keyId()).isEqualTo(2);
    }

    @Test
    void anUnknownKeyIsLookedForBeforeTheAnswerIsNo() {
        var rotated = keyset.rotated(generator, NOW);
        keyset.whenUnknown(() -> keyset.adopt(rotated));
        assertThat(keyset.holds(2)).isTrue();
        assertThat(keyset.holds(3)).isFalse();
    }

    @Test
    void aKeysetWithoutOnePrimaryKeyIsRefused() {
        var key = new Keyset.Key(1, false, NOW, generator.bytes(32));
        assertThatThrownBy(() -> new Keyset(List.of(key))).hasMessage("a keyset has exactly one primary key, found 0");
    }

    @Nested
    class Sealed {
        private final Seal seal = new Seal(keyset, generator);
        private final Seal.Place eleni = new Seal.Place("method", "secret", "eleni");
        private final Seal.Place nikos = new Seal.Place("method", "secret", "nikos");

        @Test
        void whatWasSealedOpensWhereItWasSealed() {
            assertThat(seal.open(eleni, seal.seal(eleni, bytes("key")))).isEqualTo(bytes("key"));
        }

        @Test
        void aValueMovedToAnotherRowDoesNotOpen() {
            byte[] sealed = seal.seal(eleni, bytes("key"));
            assertThatThrownBy(() -> seal.open(nikos, sealed)).isInstanceOf(Seal.Broken.class);
        }

        @Test
        void aValueAlteredInAnyByteDoesNotOpen() {
            byte[] sealed = seal.seal(eleni, bytes("key"));
            for (int i = 0; i < sealed.length; i++) {
                byte[] altered = sealed.clone();
                altered[i] ^= 1;
                assertThatThrownBy(() -> seal.open(eleni, altered)).isInstanceOf(Seal.Broken.class);
            }
        }

        @Test
        void aValueIsRenewedUnderTheNewPrimaryKey() {
            byte[] old = seal.seal(eleni, bytes("key"));
            keyset.adopt(keyset.rotated(generator, NOW));
            byte[] renewed = seal.renew(eleni, old);
            assertThat(renewed).isNotEqualTo(old);
            assertThat(seal.open(eleni, renewed)).isEqualTo(bytes("key"));
        }
    }

    @Nested
    class InAFile {
        @TempDir
        private Path folder;

        @Test
        void aKeysetIsReadAsItWasWritten() {
            var file = new KeysetFile(folder.resolve("keyset"));
            file.create(keyset.rotated(generator, NOW));
            var read = file.read();
            assertThat(read.primaryId()).isEqualTo(2);
            assertThat(read.digest(Purpose.AUDIT, 1, bytes("x"))).isEqualTo(keyset.digest(Purpose.AUDIT, bytes("x")));
        }

        @Test
        void onlyItsOwnerMayReadIt() throws Exception {
            var path = folder.resolve("keyset");
            new KeysetFile(path).create(keyset);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("r--------");
        }

        @Test
        void aFileThatOthersMayReadIsRefused() throws Exception {
            var path = folder.resolve("keyset");
            new KeysetFile(path).create(keyset);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--r-----"));
            assertThatThrownBy(() -> new KeysetFile(path).read())
                    .hasMessageEndingWith("others than its owner may read or write it; run chmod 0400 on it");
        }

        @Test
        void aKeysetIsNeverWrittenOver() {
            var file = new KeysetFile(folder.resolve("keyset"));
            file.create(keyset);
            assertThatThrownBy(() -> file.create(keyset)).hasMessageContaining("exists already");
        }

        @Test
        void ofManyFirstStartsAtOnceOneMakesTheKeyset() throws Exception {
            var path = folder.resolve("keyset");
            Callable<Boolean> start = () -> isMade(path);
            int made = 0;
            try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var ended : together.invokeAll(Collections.nCopies(20, start))) {
                    made += ended.get() ? 1 : 0;
                }
            }
            assertThat(made).isEqualTo(1);
        }

        private boolean isMade(Path path) {
            try {
                new KeysetFile(path).create(Keyset.fresh(generator, NOW));
                return true;
            } catch (KeysetFile.Unreadable existsAlready) {
                return false;
            }
        }

        @Test
        void ofTwoRotationsAtOnceNeitherIsLost() throws Exception {
            var path = folder.resolve("keyset");
            new KeysetFile(path).create(keyset);
            try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var rotation : together.invokeAll(Collections.nCopies(
                        20, () -> new KeysetFile(path).change(keys -> keys.rotated(generator, NOW))))) {
                    rotation.get();
                }
            }
            assertThat(new KeysetFile(path).read().keys()).hasSize(21);
        }

        @Test
        void aMalformedLineIsNamedWithoutTheKey() throws Exception {
            var path = folder.resolve("keyset");
            Files.writeString(path, "sallyport-keyset 1\nkey 1 primary 2026-11-22T10:00:00Z c2VjcmV0IQ==\n");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--------"));
            assertThatThrownBy(() -> new KeysetFile(path).read())
                    .hasMessageContaining("line 2 holds a key id, an instant or a key that cannot be read")
                    .hasMessageNotContaining("c2VjcmV0IQ");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
