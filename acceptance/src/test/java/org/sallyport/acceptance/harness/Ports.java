package org.sallyport.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Free ports of this machine. Several processes look for them at a time, and seconds go by before a server takes the
/// one it was given: whoever gives a port away claims it first, for as long as the process lives.
public final class Ports {
    // With the ports of a demo added they end below 32,768, where the kernel begins to give them to whoever connects: a
    // demo that is started again finds its own.
    private static final int FIRST_OFFSET = 9_000;
    private static final int LAST_OFFSET = 24_600;
    // No two ports of a demo are apart by a multiple of it, so that demos meet where their offsets are the same.
    private static final int STEP = 30;

    // A claim is a socket for datagrams, which the kernel lets one process have and takes back from whoever dies. At
    // this address it is in nobody's way: the servers under test listen on 127.0.0.1.
    private static final String CLAIMS = "127.0.0.2";

    private static final Queue<DatagramSocket> CLAIMED = new ConcurrentLinkedQueue<>();

    private Ports() {}

    /// A number that can be added to all of these ports so that each lands on a free one.
    public static int freeOffset(int... ports) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int offset = FIRST_OFFSET + STEP * ThreadLocalRandom.current().nextInt((LAST_OFFSET - FIRST_OFFSET) / STEP);
            if (Arrays.stream(ports).map(port -> port + offset).allMatch(Ports::isFree) && claim(ports[0] + offset)) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports found");
    }

    /// A port that nobody listens on and nobody was given before: the kernel hands out the same one again as long as
    /// nobody has taken it.
    public static int free() {
        return IntStream.generate(Ports::any).filter(Ports::claim).findFirst().orElseThrow();
    }

    private static boolean claim(int port) {
        try {
            return CLAIMED.add(new DatagramSocket(new InetSocketAddress(CLAIMS, port)));
        } catch (SocketException claimed) {
            return false;
        }
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
