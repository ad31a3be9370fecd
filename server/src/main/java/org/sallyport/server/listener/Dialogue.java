package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;

/// What one protocol says on one connection. An [Exchange] makes a conversation of it and calls it on the connection's
/// event loop, which it must never block.
public interface Dialogue {
    /// Everything before it (PROXY header, TLS) is done: says what comes first.
    default void begin() {}

    /// Takes all of the buffer's bytes; releases nothing.
    void take(ByteBuf arrived);

    /// Reads one request and answers it, or has it answered later.
    ///
    /// @return whether another may be read at once
    boolean next();

    /// Nothing more can be answered now: sets the deadline for what is waited for, and leaves if it was told to finish
    /// and nothing is owed to anybody.
    ///
    /// @return whether more bytes may be taken
    boolean rest();

    /// The deadline has passed.
    void ring();

    /// Answers a caller whose message comes on too slowly.
    ///
    /// @return false where it has no answer to that: the connection closes
    default boolean hurry() {
        return false;
    }

    /// The connection is gone or has been handed on: forgets everything. May be called twice.
    void end();

    /// Answers a defect of its own before the connection closes.
    ///
    /// @return false where it has no answer to that: the last catch closes the connection
    default boolean excuse(Throwable defect) {
        return false;
    }
}
