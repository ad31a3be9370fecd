package org.sallyport.server.listener.door;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SocketsTest {
    @TempDir
    static Path folder;

    /// In clear, whatever the port beside it wants.
    @ParameterizedTest
    @EnumSource
    void everyDoorServesAtASocketInTheFileSystemToo(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.serves(open.knownAtSocket());
            open.serves(open.known());
        }
    }
}
