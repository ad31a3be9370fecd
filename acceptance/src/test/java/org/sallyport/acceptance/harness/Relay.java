package org.sallyport.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Another way to a server on this machine: one that a test can slow down, and stop up so that everybody stays
/// connected and nobody hears anything.
public final class Relay implements AutoCloseable {
    private static final int CHUNK = 16_384;

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean stopped;
    private boolean closed;
    private Duration delay = Duration.ZERO;

    private Relay(int target, ServerSocket entrance) {
        this.target = target;
        this.entrance = entrance;
    }

    /// @param port of the server
    public static Relay to(int port) {
        try {
            var relay = new Relay(port, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /// Passes everything on at once again, what was held first.
    public void pass() {
        set(false, Duration.ZERO);
    }

    /// Keeps everything for so long before it is passed on.
    public void slowDown(Duration by) {
        set(false, by);
    }

    /// Takes what is sent and passes nothing on, until it is told to pass.
    public void stopUp() {
        set(true, Duration.ZERO);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        open.forEach(Relay::end);
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void set(boolean stoppedNow, Duration delayNow) {
        lock.lock();
        try {
            stopped = stoppedNow;
            delay = delayNow;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var caller = entrance.accept();
                open.add(caller);
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void connect(Socket caller) {
        try (caller;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            open.add(server);
            Thread.ofVirtual().start(() -> pump(caller, server));
            pump(server, caller);
        } catch (IOException gone) {
            // The caller sees a closed connection, as without a relay.
        } finally {
            open.remove(caller);
        }
    }

    private void pump(Socket from, Socket to) {
        var chunk = new byte[CHUNK];
        try {
            for (int read = from.getInputStream().read(chunk);
                    read >= 0;
                    read = from.getInputStream().read(chunk)) {
                awaitPassing();
                to.getOutputStream().write(chunk, 0, read);
            }
        } catch (IOException gone) {
            // Its other half is told below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitPassing() throws InterruptedException {
        lock.lock();
        try {
            long slow = delay.toNanos();
            while (slow > 0 && !closed) {
                slow = changed.awaitNanos(slow);
            }
            while (stopped && !closed) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }
}
