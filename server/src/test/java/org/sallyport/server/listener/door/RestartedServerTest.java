package org.sallyport.server.listener.door;

import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.server.config.Listening;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Peer;

/// A server in front of many people has been restarted: all its processes call at once, from one address, and none has
/// shown yet who it is.
final class RestartedServerTest {
    /// As many as Apache has unless it is told otherwise; Postfix has a hundred, Dovecot thirty workers.
    private static final int PROCESSES = 150;

    @TempDir
    static Path folder;

    @ParameterizedTest
    @EnumSource
    void allOfThemAreServedWithTheUsualCaps(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder)) {
            open.caps = Caps.of(usual(door.speaking));
            var peers = new ArrayList<Peer>();
            for (int i = 0; i < PROCESSES; i++) {
                peers.add(open.inside());
            }
            for (var peer : peers) {
                door.speaking.isIntroduced(peer.send(door.speaking.introduction()));
                open.serves(peer);
            }
        }
    }

    private static Listening.Caps usual(Door.Speaking speaking) {
        return switch (speaking) {
            case HTTP -> Listening.Caps.VERIFY;
            case DOVECOT, POSTFIX -> Listening.Caps.DOVECOT;
            case LDAP -> Listening.Caps.LDAP;
        };
    }
}
