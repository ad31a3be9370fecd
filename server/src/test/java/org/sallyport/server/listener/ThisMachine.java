package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import org.sallyport.core.caller.Source;

/// A process of this machine, on a socket in the file system, whom nobody hurries.
public class ThisMachine implements Caller {
    @Override
    public Source source() {
        return Source.UNKNOWN;
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    @Override
    public boolean mayStartTls() {
        return false;
    }

    @Override
    public void startTls(ByteBuf reply, int unread) {
        throw new IllegalStateException("there is no TLS on this socket");
    }

    @Override
    public void proved() {
        // It may stay as it is.
    }

    @Override
    public void questionBegun() {
        // It waits for as long as it likes.
    }

    @Override
    public void questionAnswered() {
        // As above.
    }

    @Override
    public void messageBegun() {
        // It may take its time.
    }

    @Override
    public void messageComplete() {
        // As above.
    }
}
