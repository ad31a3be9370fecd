package org.sallyport.server.listener;

import io.netty.channel.ChannelHandler;

/// One protocol spoken on one connection: the last handler of its pipeline but one. Lives on the connection's event
/// loop and must never block it. Begins with `channelActive`, when everything before it (PROXY header, TLS) is done;
/// what it has set going ends with `handlerRemoved` or `channelInactive`, whichever comes first. An exception that it
/// lets go closes the connection.
public interface Conversation extends ChannelHandler {
    /// Answer what has been asked, take nothing new, and close. Called on the event loop, at most once.
    void finish();

    /// Begins the conversation on a connection that was just admitted.
    @FunctionalInterface
    interface Opening {
        Conversation begin(Caller caller);
    }
}
