package org.sallyport.server.listener;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one deadline of a connection: moved with every request, rung seldom. Used on the connection's event loop only.
///
/// A later deadline only moves a number; the timer that is already running finds it when it goes off and waits on. So
/// a busy connection schedules nothing.
public final class Alarm {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventExecutor loop;
    private final Runnable ring;
    private final long origin = System.nanoTime();
    private long due = NEVER;
    private long timerDue = NEVER;
    private @Nullable Future<?> timer;

    /// @param ring what to do when the deadline has passed; may set the alarm again
    public Alarm(EventExecutor loop, Runnable ring) {
        this.loop = loop;
        this.ring = ring;
    }

    /// Rings after this time unless set again before.
    public void in(Duration time) {
        due = now() + time.toNanos();
        if (due < timerDue) {
            schedule();
        }
    }

    /// Does not ring until set again.
    public void off() {
        due = NEVER;
    }

    /// Never rings again; the connection is gone.
    public void cancel() {
        due = NEVER;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void schedule() {
        if (timer != null) {
            timer.cancel(false);
        }
        timerDue = due;
        timer = loop.schedule(this::wake, due - now(), TimeUnit.NANOSECONDS);
    }

    private void wake() {
        timer = null;
        timerDue = NEVER;
        if (due == NEVER) {
            return;
        }
        if (now() >= due) {
            due = NEVER;
            ring.run();
        } else {
            schedule();
        }
    }

    private long now() {
        return System.nanoTime() - origin;
    }
}
