package org.sallyport.server.listener;

import java.util.concurrent.Semaphore;

/// Where those stay who are to ask again in a moment and wait here in place of being told so, each with its password in
/// memory: so many at each listener and no more. Whoever finds it full is told at once. Thread-safe.
public final class WaitingRoom {
    /// At each listener.
    public static final int SEATS = 2000;

    private final Semaphore free = new Semaphore(SEATS);

    /// Whether there was a seat; it is taken until [#leave].
    public boolean enter() {
        return free.tryAcquire();
    }

    /// To be called once for each that has entered.
    public void leave() {
        free.release();
    }
}
