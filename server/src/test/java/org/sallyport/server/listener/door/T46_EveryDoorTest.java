package org.sallyport.server.listener.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.server.listener.Caps;

/// One door is filled to its cap by callers who have shown who they are, so that nobody makes room: every other one
/// serves as before.
final class T46_EveryDoorTest {
    private static final int FULL = 20;

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void T46_aDoorThatIsFullLeavesEveryOtherOpen(Door door) throws Exception {
        try (var full = new OpenDoor(door, folder)) {
            full.caps = new Caps(FULL, FULL, 1);
            var first = full.known();
            full.serves(first);
            for (int i = 1; i < FULL; i++) {
                full.serves(full.known());
            }
            assertThat(full.arrived().isClosed()).isTrue();

            for (var other : Door.values()) {
                try (var open = new OpenDoor(other, folder)) {
                    open.serves(open.known());
                }
            }
            full.serves(first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void T46_whoeverIsKnownStaysWhileStrangersStormTheDoor(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.caps = new Caps(FULL, 1000, 10);
            var known = open.known();
            open.serves(known);
            for (int i = 0; i < 10 * FULL; i++) {
                open.arrived();
            }

            open.serves(known);
            // Whoever is let in may still make room for strangers who came before and are let in after.
            await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
                open.serves(open.known());
                return true;
            });
        }
    }
}
