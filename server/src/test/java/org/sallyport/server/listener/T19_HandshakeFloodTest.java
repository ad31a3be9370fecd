package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Callers from several addresses begin handshakes, again and again, and end none. The product's own caps and turns are
/// in force.
class T19_HandshakeFloodTest {
    private static final int AT_ONCE = 200;
    private static final int ASKED = 60;
    private static final Duration SOON = Duration.ofMillis(100);

    private final House house = new House();
    private byte[] hello = {};

    @BeforeEach
    void open(@TempDir Path folder) throws IOException, GeneralSecurityException {
        house.caps = Caps.DEFAULT;
        house.tls = Optional.of(new TlsSettings(List.of(PemFiles.in(folder, "mail.example")), List.of()));
        house.places = List.of(House.loopback(TlsStart.AT_ONCE));
        hello = Hellos.record("mail.example");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void T19_handshakesOfOneSourceAreSpreadOverTime() throws IOException {
        var flood = new ArrayList<Socket>();
        long begun = System.nanoTime();
        for (int i = 0; i < AT_ONCE; i++) {
            flood.add(from("127.0.0.2"));
            flood.getLast().getOutputStream().write(hello);
        }

        for (var caller : flood) {
            assertThat(caller.getInputStream().read())
                    .as("a record of a handshake")
                    .isEqualTo(22);
            caller.close();
        }
        int inAMoment = Handshakes.OF_ONE_LOOP * Listener.LOOPS / 2;
        assertThat(since(begun)).isGreaterThan(Handshakes.MOMENT.multipliedBy(AT_ONCE / inAMoment - 2));
    }

    @Test
    void T19_aFloodFromOtherPlacesDelaysNobody() throws IOException, GeneralSecurityException {
        var answers = new ArrayList<Duration>();
        var arrivals = new ArrayList<Duration>();
        var flood = new Flood();
        try (flood;
                var known = in("127.0.0.1")) {
            assertThat(known.send("it is me\n").line()).isEqualTo("welcome");
            flood.begin();
            for (int i = 0; i < ASKED; i++) {
                long asked = System.nanoTime();
                assertThat(known.send("one\n").line()).isEqualTo("one");
                answers.add(since(asked));
                // A stranger each time: nobody from there ever shows who it is.
                long arrived = System.nanoTime();
                try (var stranger = in("127.0.0.9")) {
                    assertThat(stranger.send("two\n").line()).isEqualTo("two");
                }
                arrivals.add(since(arrived));
            }
        }

        assertThat(flood.begun.get()).as("a flood").isGreaterThan(AT_ONCE);
        // A test machine may have other work: the middle one is looked at.
        assertThat(middle(answers)).isLessThan(SOON);
        assertThat(middle(arrivals)).isLessThan(SOON);
    }

    private static Duration middle(List<Duration> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    /// Two hundred callers from each of three addresses, who come again as soon as they have cost a handshake.
    private final class Flood implements AutoCloseable {
        private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicInteger begun = new AtomicInteger();

        void begin() {
            for (var source : List.of("127.0.0.2", "127.0.0.3", "127.0.0.4")) {
                for (int i = 0; i < AT_ONCE; i++) {
                    callers.execute(() -> comeAgain(source));
                }
            }
        }

        @Override
        public void close() {
            callers.shutdownNow();
            callers.close();
        }

        private void comeAgain(String source) {
            while (!Thread.currentThread().isInterrupted()) {
                try (var caller = from(source)) {
                    caller.getOutputStream().write(hello);
                    if (caller.getInputStream().read() == 22) {
                        begun.incrementAndGet();
                    }
                } catch (IOException interruptedOrMadeRoom) {
                    // And again, unless it is over.
                }
            }
        }
    }

    private Socket from(String source) throws IOException {
        var address = house.listener().address();
        var socket = new Socket(address.getAddress(), address.getPort(), InetAddress.ofLiteral(source), 0);
        // Closed at once, so that no port stays taken behind it.
        socket.setSoLinger(true, 0);
        return socket;
    }

    /// Somebody who has ended its handshake and was greeted.
    private Peer in(String source) throws IOException, GeneralSecurityException {
        var peer = Peer.over(Peer.tls(from(source), "mail.example"));
        assertThat(peer.line()).endsWith("encrypted");
        return peer;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
