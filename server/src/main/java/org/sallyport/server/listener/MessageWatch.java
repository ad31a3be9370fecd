package org.sallyport.server.listener;

import io.netty.util.concurrent.EventExecutor;

/// Watches that a message that has begun comes on. Used on the connection's event loop only.
///
/// What arrives only adds to a number; time is looked at when the alarm rings.
final class MessageWatch {
    private final Pace pace;
    private final Runnable tooSlow;
    private final Alarm alarm;
    private long arrived;
    private long arrivedBefore;
    private long first;
    private long began;
    private boolean incomplete;

    /// @param tooSlow may happen once for each message
    MessageWatch(EventExecutor loop, Pace pace, Runnable tooSlow) {
        this.pace = pace;
        this.tooSlow = tooSlow;
        this.alarm = new Alarm(loop, this::look);
    }

    void arrived(int bytes) {
        arrivedBefore = arrived;
        arrived += bytes;
    }

    /// What arrived last counts in full, to whichever message it belongs.
    void begun() {
        if (!incomplete) {
            incomplete = true;
            first = arrivedBefore;
            began = System.nanoTime();
            alarm.in(pace.allows(0));
        }
    }

    void complete() {
        incomplete = false;
        alarm.off();
    }

    void cancel() {
        incomplete = false;
        alarm.cancel();
    }

    private void look() {
        var left = pace.allows(arrived - first).minusNanos(System.nanoTime() - began);
        if (left.isPositive()) {
            alarm.in(left);
        } else {
            tooSlow.run();
        }
    }
}
