package org.sallyport.server.main;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open listeners. Not thread-safe.
final class Doors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final List<Door> open = new ArrayList<>();

    void add(Door door) {
        open.add(door);
        for (var address : door.addresses()) {
            LOG.atInfo()
                    .setMessage("listener.open")
                    .addKeyValue("listener", door.name())
                    .addKeyValue("address", address)
                    .log();
        }
    }

    /// Closes all at the same time, since each may take its whole drain deadline. Returns when the last one is closed.
    @Override
    public void close() {
        var closing = open.stream()
                .map(door -> Thread.ofVirtual().start(() -> close(door)))
                .toList();
        try {
            for (var thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Door door) {
        try {
            door.close().run();
        } catch (RuntimeException fault) {
            LOG.atError()
                    .setMessage("stop.failed")
                    .addKeyValue("listener", door.name())
                    .setCause(fault)
                    .log();
        }
    }
}
