package org.sallyport.server.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Behind every conversation: whatever it lets go is a defect, is noted, and closes this one connection. Nobody is told
/// that a password is wrong.
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to do
final class LastCatch extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(LastCatch.class);

    private final String listener;

    LastCatch(String listener) {
        this.listener = listener;
    }

    /// Too slow, and the conversation had nothing to say to that.
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof TooSlow) {
            ctx.close();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.atError()
                .setMessage("listener.fault")
                .addKeyValue("listener", listener)
                .addKeyValue("trace", TraceId.fresh())
                .setCause(cause)
                .log();
        ctx.close();
    }
}
