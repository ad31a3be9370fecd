package org.sallyport.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Free ports of this machine. Tests run in two processes at a time, each of which takes its own half of them: what is
/// free now may be looked at by both before it is taken.
public final class Ports {
    private static final int FORKS = 2;
    private static final int FORK = Integer.getInteger("sallyport.fork", 1) % FORKS;
    private static final int FIRST_OFFSET = 12_000;
    private static final int OFFSETS = 19_000;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// A number that can be added to all of these ports so that each lands on a free one.
    public static int freeOffset(int... ports) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int offset =
                    FIRST_OFFSET + FORK * OFFSETS + ThreadLocalRandom.current().nextInt(OFFSETS);
            if (Arrays.stream(ports).map(port -> port + offset).allMatch(Ports::isFree)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports found");
    }

    /// A port that nobody listens on, and that was not given to anybody here before: the kernel hands out the same one
    /// again as long as nobody has taken it.
    public static int free() {
        return IntStream.generate(Ports::any)
                .filter(Ports::isOurs)
                .filter(GIVEN::add)
                .findFirst()
                .orElseThrow();
    }

    // The kernel prefers odd ones, so that it must not be the last bit.
    private static boolean isOurs(int port) {
        return port / 2 % FORKS == FORK;
    }

    private static int any() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
