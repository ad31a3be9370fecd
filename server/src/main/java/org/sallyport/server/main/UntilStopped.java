package org.sallyport.server.main;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Runs something until SIGTERM, SIGINT (Ctrl-C) or an interrupt, and stops it in order. Being told to stop is no
/// failure: the process then ends with exit code 0.
final class UntilStopped {
    private UntilStopped() {}

    /// @param start makes what runs and says how to stop it; a fault in it is the caller's
    /// @param farewell after it has stopped
    static void run(Supplier<Runnable> start, Runnable farewell) {
        var running = new AtomicReference<Runnable>(() -> {});
        var hook = new Thread(
                () -> {
                    running.get().run();
                    farewell.run();
                    // The JVM would end with 128 and the number of the signal.
                    Runtime.getRuntime().halt(0);
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var started = start.get();
            running.set(started);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stopped) {
                started.run();
                farewell.run();
            }
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stoppingAlready) {
            // Then it does its work.
        }
    }
}
