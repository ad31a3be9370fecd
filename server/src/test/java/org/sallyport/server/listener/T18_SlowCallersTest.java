package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A thousand callers from four addresses hold on to their connections and send next to nothing. The product's own caps
/// are in force.
class T18_SlowCallersTest {
    private static final int SOURCES = 4;
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
    void aThousandOfThemDelayNobody() throws IOException {
        house.caps = Caps.DEFAULT;
        for (int source = 2; source < 2 + SOURCES; source++) {
            for (int i = 0; i < FROM_EACH; i++) {
                dripping(source);
            }
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

    private void dripping(int source) throws IOException {
        var address = house.listener().address();
        var socket = new Socket(address.getAddress(), address.getPort(), InetAddress.ofLiteral("127.0.0." + source), 0);
        slow.add(socket);
        socket.getOutputStream().write('s');
    }
}
