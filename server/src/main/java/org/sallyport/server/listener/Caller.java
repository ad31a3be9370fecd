package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import org.sallyport.core.caller.Source;

/// The other end of one connection, as its listener knows it. Used on the connection's event loop only.
public interface Caller {
    /// Where the connection comes from, by the word of a trusted proxy where there is one; unknown for a socket in the
    /// file system. That may be the server that asks, and not the app.
    Source source();

    /// Whether TLS is between the caller and this conversation.
    boolean isEncrypted();

    /// Whether [#startTls] may be used now: this place offers it, and TLS has not begun.
    boolean mayStartTls();

    /// Sends this last answer in clear and begins TLS. This conversation is taken out of the pipeline, whatever it
    /// knew is forgotten with it, and a new one begins behind TLS.
    ///
    /// Anything the caller sent behind its STARTTLS command was written by whoever sits in between (CVE-2011-0411):
    /// the connection is closed then, and nothing of it is ever looked at.
    ///
    /// @param unread how many bytes the conversation holds that came behind the command
    void startTls(ByteBuf reply, int unread);

    /// To be called when the caller has shown who it is. From then on it may stay as long as it likes, and its
    /// connection is not the one that goes when room is needed.
    void proved();

    /// To be called when a question of the caller is being judged. The deadline for showing who it is does not cut it
    /// meanwhile: it would hear nothing, and guess what that means.
    void questionBegun();

    /// To be called when the answer has been written. Whoever is late by now, and has not shown who it is, has a moment
    /// to take it.
    void questionAnswered();

    /// To be called when part of a message has come and the rest is waited for. From now on it has to come as fast as
    /// [Pace] demands, or the conversation is told [TooSlow]. May be called again while the same message comes.
    void messageBegun();

    /// To be called when a message is whole, or when nothing is waited for: whoever pauses between two messages is not
    /// slow.
    void messageComplete();
}
