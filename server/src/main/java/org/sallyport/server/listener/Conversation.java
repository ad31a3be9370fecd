package org.sallyport.server.listener;

import io.netty.channel.ChannelHandler;

/// One protocol spoken on one connection: the last handler of its pipeline. Lives on the connection's event loop and
/// must never block it.
public interface Conversation extends ChannelHandler {
    /// Answer what has been asked, take nothing new, and close. Called on the event loop, at most once.
    void finish();

    /// Begins the conversation on a connection that was just admitted.
    @FunctionalInterface
    interface Opening {
        /// @param proved to be run once, when the caller has shown who it is; until then its connection is the first
        ///     to go when room is needed
        Conversation begin(Runnable proved);
    }
}
