package org.sallyport.core.store.memory;

import java.util.ArrayDeque;
import java.util.Deque;

/// How to take back what the open transaction has changed so far. Used under the store's lock.
final class Undo {
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean open;
    private boolean looking;

    void begin() {
        open = true;
    }

    /// Until the end nothing may be changed.
    void beginLook() {
        looking = true;
    }

    /// Remembers how to take back a change that is about to be made.
    ///
    /// @throws IllegalStateException when no transaction is open: somebody kept a book for later, or only looks
    void push(Runnable step) {
        if (!open) {
            throw new IllegalStateException(
                    looking ? "nothing is changed in a look" : "a book is good only while its transaction is open");
        }
        steps.push(step);
    }

    /// Keeps all changes.
    void keep() {
        steps.clear();
    }

    /// Takes back what was not kept, latest change first.
    void end() {
        steps.forEach(Runnable::run);
        steps.clear();
        open = false;
        looking = false;
    }
}
