package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.caller.Network;

/// Waits for the first record of TLS and for its turn ([Handshakes]), puts TLS with the right certificate in its own
/// place, or turns the caller away.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
final class HelloGate extends SslClientHelloHandler<Void> {
    /// A caller with post-quantum key shares needs two kilobytes.
    private static final int LONGEST_HELLO = 16 * 1024;
    // RFC 8446 section 6, RFC 7301 section 3.2: a fatal alert, no_application_protocol (120).
    private static final byte[] NO_APPLICATION_PROTOCOL = {21, 3, 3, 0, 2, 2, 120};

    private final Premises premises;
    private final Network source;
    private @Nullable ClientHello hello;

    HelloGate(Premises premises, Network source) {
        super(LONGEST_HELLO);
        this.premises = premises;
        this.source = source;
    }

    /// @param bytes null where what arrived is no ClientHello
    @Override
    protected Future<Void> lookup(ChannelHandlerContext ctx, @Nullable ByteBuf bytes) {
        var said = bytes == null ? null : ClientHello.read(bytes).orElse(null);
        if (said == null) {
            return ctx.executor().newFailedFuture(new NotSslRecordException("no ClientHello"));
        }
        if (!premises.certificates().isMeant(said)) {
            return ctx.executor().newFailedFuture(new SSLHandshakeException("another protocol is wanted"));
        }
        hello = said;
        var turn = ctx.newPromise();
        premises.handshakes().begin(source, turn, ctx.executor());
        if (!turn.isDone()) {
            ctx.channel().closeFuture().addListener(_ -> turn.tryFailure(new ClosedChannelException()));
        }
        return turn;
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext ctx, Future<Void> turn) {
        var said = hello;
        if (turn.isSuccess() && said != null && !ctx.isRemoved()) {
            var tls = premises.certificates().shownTo(said).newHandler(ctx.alloc());
            // The entrance has a deadline for all of it.
            tls.setHandshakeTimeoutMillis(0);
            ctx.pipeline().replace(this, "tls", tls);
        } else if (turn.cause() instanceof SSLHandshakeException) {
            ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(NO_APPLICATION_PROTOCOL))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.close();
        }
    }
}
