package org.sallyport.server.directory.local;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.sallyport.core.directory.PasswordHasher;
import org.sallyport.core.store.Unavailable;

/// Where passwords are hashed: as many at once as there are cores, few wait, and whoever comes beyond that hears "ask
/// again" and never "wrong". Thread-safe.
///
/// Its threads are the operating system's. A hash computes without a pause for tens of milliseconds: on virtual
/// threads, of which as many compute at once as there are cores, everybody who asks something quick would wait behind
/// hashes.
public final class HashingRoom {
    private static final int LONGEST_QUEUE = 64;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final int atOnce;
    private final ThreadPoolExecutor threads;

    public HashingRoom() {
        this(Runtime.getRuntime().availableProcessors(), LONGEST_QUEUE);
    }

    HashingRoom(int atOnce, int longestQueue) {
        this.atOnce = atOnce;
        // Its threads end when nobody needs them, and keep no server from stopping.
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                IDLE.toSeconds(),
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(longestQueue),
                Thread.ofPlatform().daemon().name("password-hash-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /// What comes of this work, when its turn has come and it is done.
    ///
    /// @throws Unavailable when too many wait already, or nothing came of it in time
    public <R> R inTurn(Supplier<R> work) {
        var task = new FutureTask<>(work::get);
        boolean done = false;
        try {
            threads.execute(task);
            R made = task.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            done = true;
            return made;
        } catch (RejectedExecutionException | TimeoutException crowded) {
            throw new Unavailable(PasswordHasher.BUSY, "too many passwords are being checked");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Unavailable(PasswordHasher.BUSY, "nobody waits for it any more");
        } catch (ExecutionException defect) {
            throw new IllegalStateException("a password could not be hashed", defect.getCause());
        } finally {
            if (!done) {
                threads.remove(task);
            }
        }
    }

    /// How many are worked on at once.
    public int atOnce() {
        return atOnce;
    }

    /// How many wait for their turn.
    public int waiting() {
        return threads.getQueue().size();
    }
}
