package org.sallyport.server.listener.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Peer;

/// Callers who leave in the middle of what they say, after Dovecot's CVE-2019-11494 and CVE-2019-11499: they keep no
/// place and no room for a question, and nothing is judged of what they did not say to its end.
final class CallersWhoLeaveTest {
    /// Fewer than there are bytes to leave after: whoever kept a place would keep everybody else out.
    private static final Caps FEW = new Caps(20, 20, 2);

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void whoeverLeavesAfterAnyByteKeepsNoPlaceAndIsNotJudged(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.caps = FEW;
            var said = said(door.speaking);
            for (int cut = 0; cut < said.length; cut++) {
                leaveAfter(Arrays.copyOf(said, cut), open);
            }

            open.serves(awaitKnown(open));
            assertThat(open.letIn).hasValue(1);
        }
    }

    private static void leaveAfter(byte[] said, OpenDoor open) throws GeneralSecurityException {
        try (var caller = open.inside()) {
            caller.send(said);
        } catch (IOException shownOut) {
            // The door has not heard yet that those before have left, and made room.
        }
    }

    /// Whoever left has left once the server has heard of it.
    private static Peer awaitKnown(OpenDoor open) {
        return await().ignoreExceptionsInstanceOf(IOException.class).until(open::known, peer -> true);
    }

    private static byte[] said(Door.Speaking speaking) {
        var said = new ByteArrayOutputStream();
        said.writeBytes(speaking.introduction());
        said.writeBytes(speaking.question("right"));
        return said.toByteArray();
    }
}
