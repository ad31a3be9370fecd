package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Five thousand callers from twenty addresses hold on to their connections and send next to nothing.
class T18_SlowCallersTest {
    private static final int SOURCES = 20;
    private static final int FROM_EACH = 250;
    private static final int ASKED = 200;
    private static final Duration SOON = Duration.ofMillis(100);

    private final House house = new House();
    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() throws IOException {
        for (var socket : slow) {
            socket.close();
        }
        house.close();
    }

    @Test
    void whereThereIsRoomForAllOfThemTheyDelayNobody() throws IOException {
        house.caps = new Caps(8192, 256, 256);
        for (int source = 0; source < SOURCES; source++) {
            drippingFrom(source);
        }
        var good = house.caller();
        assertThat(good.line()).startsWith("hello ");

        var waits = new ArrayList<Duration>();
        for (int i = 0; i < ASKED; i++) {
            // One more byte from somebody slow between any two questions.
            slow.get(i).getOutputStream().write('.');
            long asked = System.nanoTime();
            assertThat(good.send("one\n").line()).isEqualTo("one");
            waits.add(Duration.ofNanos(System.nanoTime() - asked));
        }

        // All of them were let in and greeted.
        assertThat(slow)
                .allSatisfy(socket ->
                        assertThat(socket.getInputStream().available()).isPositive());
        // A test machine may pause for reasons of its own: nineteen of twenty are looked at.
        assertThat(waits.stream().sorted().skip(ASKED / 20 * 19).findFirst().orElseThrow())
                .isLessThan(SOON);
    }

    /// With the product's own caps.
    @Test
    void moreOfThemThanThereIsRoomForKeepNobodyOut() throws IOException {
        house.caps = Caps.DEFAULT;
        var known = known();
        for (int source = 0; source < SOURCES; source++) {
            drippingFrom(source);
            // Whoever was there before them stays, and whoever comes after them is let in.
            assertThat(known.send("one\n").line()).isEqualTo("one");
            assertThat(known().send("two\n").line()).isEqualTo("two");
        }
    }

    /// Whoever is let in may make room for slow ones who came before and are let in after, and comes again.
    private Peer known() {
        return await().ignoreExceptionsInstanceOf(IOException.class).until(this::knownAtOnce, Objects::nonNull);
    }

    private @Nullable Peer knownAtOnce() throws IOException {
        var peer = house.caller();
        boolean greeted = peer.line().startsWith("hello ");
        return greeted && peer.send("it is me\n").line().equals("welcome") ? peer : null;
    }

    private void drippingFrom(int source) throws IOException {
        var address = house.listener().address();
        var from = InetAddress.ofLiteral("127.0.0." + (2 + source));
        for (int i = 0; i < FROM_EACH; i++) {
            var socket = new Socket(address.getAddress(), address.getPort(), from, 0);
            slow.add(socket);
            socket.getOutputStream().write('s');
        }
    }
}
