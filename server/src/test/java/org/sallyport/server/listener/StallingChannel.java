package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;

/// A connection whose other end takes what is written only when the test lets it.
public final class StallingChannel extends EmbeddedChannel {
    private boolean stalled;

    public StallingChannel(ChannelHandler conversation) {
        super(conversation);
        config().setWriteBufferWaterMark(new WriteBufferWaterMark(1024, 2048));
    }

    /// From now on nothing that is written is taken.
    public void stall() {
        stalled = true;
    }

    /// Takes all there is, and what follows.
    public void takeAgain() {
        stalled = false;
        flushOutbound();
    }

    public void receive(String text) {
        writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    /// What the other end has taken since it was looked at last.
    public String taken() {
        var text = new StringBuilder();
        for (ByteBuf part = readOutbound(); part != null; part = readOutbound()) {
            text.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return text.toString();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws Exception {
        if (!stalled) {
            super.doWrite(in);
        }
    }
}
