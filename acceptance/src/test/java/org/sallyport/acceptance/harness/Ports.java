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

/// Free ports of this machine. Tests run in several processes at a time, each of which takes its own share of them:
/// what is free now may be looked at by two before it is taken.
public final class Ports {
    private static final int FORKS = Integer.getInteger("sallyport.forks", 1);
    private static final int FORK = Integer.getInteger("sallyport.fork", 1) % FORKS;
    // With the ports of a demo added they end below 32,768, where the kernel begins to give them to whoever connects: a
    // demo that is started again finds its own.
    private static final int FIRST_OFFSET = 9_000;
    private static final int LAST_OFFSET = 24_600;
    // No two ports of a demo are apart by a multiple of it, so that demos meet where their offsets are the same, and
    // those
    // of two processes never are.
    private static final int STEP = 30;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /// A number that can be added to all of these ports so that each lands on a free one.
    public static int freeOffset(int... ports) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int turn = ThreadLocalRandom.current().nextInt((LAST_OFFSET - FIRST_OFFSET) / (STEP * FORKS));
            int offset = FIRST_OFFSET + STEP * (turn * FORKS + FORK);
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
