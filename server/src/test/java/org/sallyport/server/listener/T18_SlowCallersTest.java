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

/// Callers from several addresses hold on to their connections and send next to nothing. The product's own caps are in
/// force.
class T18_SlowCallersTest {
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
    void sevenHundredAndFiftyOfThemDelayNobody() throws IOException {
        house.caps = Caps.DEFAULT;
        drippingFrom(2, 3);
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

    @Test
    void moreOfThemThanThereIsRoomForKeepNobodyOut() throws IOException {
        house.caps = Caps.DEFAULT;
        drippingFrom(2, 3);
        var early = known();
        drippingFrom(5, 3);
        var late = known();
        drippingFrom(8, 1);

        assertThat(early.send("one\n").line()).isEqualTo("one");
        assertThat(late.send("two\n").line()).isEqualTo("two");
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

    private void drippingFrom(int first, int sources) throws IOException {
        var address = house.listener().address();
        for (int source = first; source < first + sources; source++) {
            for (int i = 0; i < FROM_EACH; i++) {
                var socket = new Socket(
                        address.getAddress(), address.getPort(), InetAddress.ofLiteral("127.0.0." + source), 0);
                slow.add(socket);
                socket.getOutputStream().write('s');
            }
        }
    }
}
