package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Waits for the first record of TLS, puts TLS with the right certificate in its own place, or turns the caller away.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
final class HelloGate extends SslClientHelloHandler<SslContext> {
    /// A caller with post-quantum key shares needs two kilobytes.
    private static final int LONGEST_HELLO = 16 * 1024;
    // RFC 8446 section 6, RFC 7301 section 3.2: a fatal alert, no_application_protocol (120).
    private static final byte[] NO_APPLICATION_PROTOCOL = {21, 3, 3, 0, 2, 2, 120};

    private final Certificates certificates;

    HelloGate(Certificates certificates) {
        super(LONGEST_HELLO);
        this.certificates = certificates;
    }

    /// @param bytes null where what arrived is no ClientHello
    @Override
    protected Future<SslContext> lookup(ChannelHandlerContext ctx, @Nullable ByteBuf bytes) {
        var hello = bytes == null ? null : ClientHello.read(bytes).orElse(null);
        if (hello == null) {
            return ctx.executor().newFailedFuture(new NotSslRecordException("no ClientHello"));
        }
        if (!certificates.isMeant(hello)) {
            return ctx.executor().newFailedFuture(new SSLHandshakeException("another protocol is wanted"));
        }
        return ctx.executor().newSucceededFuture(certificates.shownTo(hello));
    }

    @Override
    protected void onLookupComplete(ChannelHandlerContext ctx, Future<SslContext> found) {
        if (found.isSuccess()) {
            var tls = found.getNow().newHandler(ctx.alloc());
            // The entrance has a deadline for all of it.
            tls.setHandshakeTimeoutMillis(0);
            ctx.pipeline().replace(this, "tls", tls);
        } else if (found.cause() instanceof SSLHandshakeException) {
            ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(NO_APPLICATION_PROTOCOL))
                    .addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.close();
        }
    }
}
