package org.sallyport.server.listener.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.server.listener.Peer;

/// Messages that have no end, or announce more than anybody means: what is kept of them is bounded.
final class T13_EndlessMessagesTest {
    private static final int PIECE = 64 * 1024;
    private static final int UNFINISHED = 60_000;
    /// What one may keep who has shown nothing, in an array that grows by doubling, and what its connection takes.
    private static final int MOST_KEPT = 64 * 1024 + 16 * 1024;
    private static final int MANY = 300;
    private static final int TEN_MEGABYTES = 10_000_000;

    @TempDir
    static Path folder;

    /// TLS would only add what it needs itself, at both ends of this one process.
    @ParameterizedTest
    @EnumSource(names = {"VERIFY", "DOVECOT", "POSTFIX", "LDAP"})
    void T13_ofManyWhoSendMuchAndWaitNoMoreIsKeptThanOneMayKeep(Door door) throws Exception {
        var piece = door.unfinished(UNFINISHED);
        try (var open = new OpenDoor(door, folder)) {
            var known = open.known();
            open.serves(known);
            long before = used();

            for (int i = 0; i < MANY; i++) {
                sendAll(open.arrived(), piece);
            }
            open.serves(known);

            // More than once: what others have just left behind goes, and what is kept for these callers stays.
            Awaitility.await("what is kept")
                    .untilAsserted(() -> assertThat(used() - before).isLessThan((long) MANY * MOST_KEPT));
            open.serves(open.known());
        }
    }

    @ParameterizedTest
    @EnumSource
    void T13_whoeverSendsWithoutAnEndIsShownOut(Door door) throws Exception {
        try (var open = new OpenDoor(door, folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var known = open.known();
            var endless = open.inside();
            var sending = CompletableFuture.runAsync(
                    () -> {
                        sendAll(endless, door.endless(PIECE));
                        IntStream.range(0, TEN_MEGABYTES / PIECE).forEach(_ -> sendAll(endless, new byte[PIECE]));
                    },
                    threads);

            assertThat(endless.isClosed()).isTrue();
            sending.join();
            open.serves(known);
            assertThat(open.judged).containsOnly("eleni");
        }
    }

    private static void sendAll(Peer peer, byte[] bytes) {
        try {
            peer.send(bytes);
        } catch (SocketException shownOut) {
            // Before all of it was sent.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
