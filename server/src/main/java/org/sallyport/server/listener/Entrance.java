package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.caller.Source;

/// One connection on its way to its conversation: room, PROXY header, TLS. It stays in the pipeline between TLS and the
/// conversation, and keeps the deadlines that no protocol may forget.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
final class Entrance extends ChannelInboundHandlerAdapter implements Caller {
    /// Room for what proxies add to the addresses: TLS facts, a connection id, checksums.
    private static final int MOST_PROXY_EXTRAS = 2048;

    /// For taking an answer that came after the deadline.
    private static final Duration TO_TAKE_THE_ANSWER = Duration.ofSeconds(2);

    private final Premises premises;
    private final Place place;
    private final Channel channel;
    private final Alarm patience;
    private final Alarm unread;
    private final MessageWatch message;
    private @Nullable ChannelHandlerContext context;
    private Stage stage = Stage.ARRIVING;
    private Source source = Source.UNKNOWN;
    private boolean encrypted;
    private boolean proved;
    private boolean beingJudged;
    /// When the caller connected, or began again behind STARTTLS.
    private long since = System.nanoTime();

    private enum Stage {
        ARRIVING,
        BEFORE_PROXY_HEADER,
        BEFORE_TLS,
        /// The last answer in clear is on its way; nothing may arrive before it is out.
        AT_THE_SWITCH,
        CONVERSING
    }

    Entrance(Premises premises, Place place, Channel channel) {
        this.premises = premises;
        this.place = place;
        this.channel = channel;
        this.patience = new Alarm(channel.eventLoop(), channel::close);
        this.unread = new Alarm(channel.eventLoop(), channel::close);
        this.message = new MessageWatch(
                channel.eventLoop(), premises.settings().deadlines().pace(), this::tooSlow);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // No room: nothing is said, since TLS may be expected first.
        if (!premises.admit(channel)) {
            channel.close();
            return;
        }
        patience.in(atMost(premises.settings().deadlines().handshake()));
        switch (place) {
            case Place.Unix _ -> converse();
            case Place.Tcp _ -> arrive();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object arrived) {
        if (stage == Stage.CONVERSING) {
            if (arrived instanceof ByteBuf bytes) {
                message.arrived(bytes.readableBytes());
            }
            ctx.fireChannelRead(arrived);
            return;
        }
        try {
            if (stage == Stage.BEFORE_PROXY_HEADER && arrived instanceof HAProxyMessage header) {
                headerRead(header);
            } else {
                channel.close();
            }
        } finally {
            ReferenceCountUtil.release(arrived);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess() && stage == Stage.BEFORE_TLS) {
                encrypted = true;
                converse();
            } else {
                channel.close();
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    /// Whoever asks without taking the answers is cut, however the conversation goes about it.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (channel.isWritable()) {
            unread.off();
        } else {
            unread.in(premises.settings().deadlines().write());
            // Nothing may be read now, so nothing comes.
            message.complete();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        patience.cancel();
        unread.cancel();
        message.cancel();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException || stage != Stage.CONVERSING) {
            channel.close(); // the caller is gone, or speaks something else
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public Source source() {
        return source;
    }

    @Override
    public boolean isEncrypted() {
        return encrypted;
    }

    @Override
    public boolean mayStartTls() {
        return !encrypted && place instanceof Place.Tcp tcp && tcp.tls() == TlsStart.ON_REQUEST;
    }

    @Override
    public void startTls(ByteBuf reply, int unread) {
        var ctx = context;
        if (!mayStartTls() || stage != Stage.CONVERSING || ctx == null) {
            reply.release();
            throw new IllegalStateException("TLS cannot begin here");
        }
        if (unread > 0) {
            reply.release();
            channel.close();
            return;
        }
        stage = Stage.AT_THE_SWITCH;
        channel.pipeline().remove(Conversation.class);
        channel.pipeline().remove(LastCatch.class);
        message.complete();
        if (proved) {
            proved = false;
            since = System.nanoTime();
            premises.connections().unproved(channel);
        }
        patience.in(atMost(premises.settings().deadlines().handshake()));
        ctx.writeAndFlush(reply).addListener(sent -> {
            if (sent.isSuccess() && stage == Stage.AT_THE_SWITCH) {
                beginTls();
            } else {
                channel.close();
            }
        });
    }

    @Override
    public void proved() {
        if (!proved) {
            proved = true;
            patience.off();
            premises.connections().proved(channel);
        }
    }

    @Override
    public void questionBegun() {
        // Whoever is late already is not given more time by asking again.
        beingJudged = !proved && leftToSignIn().isPositive();
        if (beingJudged) {
            patience.off();
        }
    }

    @Override
    public void questionAnswered() {
        if (beingJudged && !proved) {
            var left = leftToSignIn();
            patience.in(left.isPositive() ? left : TO_TAKE_THE_ANSWER);
        }
        beingJudged = false;
    }

    @Override
    public void messageBegun() {
        message.begun();
    }

    @Override
    public void messageComplete() {
        message.complete();
    }

    private void tooSlow() {
        var ctx = context;
        if (ctx != null) {
            ctx.fireUserEventTriggered(TooSlow.MESSAGE);
        }
    }

    /// A handshake is part of signing in, which has one deadline for all of it.
    private Duration atMost(Duration handshake) {
        var left = leftToSignIn();
        return left.compareTo(handshake) < 0 ? left : handshake;
    }

    private Duration leftToSignIn() {
        return premises.settings().deadlines().signIn().minusNanos(System.nanoTime() - since);
    }

    private void arrive() {
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            channel.close(); // already gone
        } else if (premises.settings().networks().isProxy(peer.getAddress())) {
            stage = Stage.BEFORE_PROXY_HEADER;
            channel.pipeline().addFirst(new HAProxyMessageDecoder(MOST_PROXY_EXTRAS, true));
        } else {
            comeFrom(peer.getAddress());
        }
    }

    /// A proxy that speaks for itself (LOCAL, UNKNOWN: a health check) is the source itself; there always is one.
    private void headerRead(HAProxyMessage header) {
        var proxy = ((InetSocketAddress) channel.remoteAddress()).getAddress();
        comeFrom(
                switch (header.proxiedProtocol()) {
                    case TCP4, TCP6 -> InetAddress.ofLiteral(header.sourceAddress());
                    case UNKNOWN, UDP4, UDP6, UNIX_STREAM, UNIX_DGRAM -> proxy;
                });
    }

    private void comeFrom(InetAddress address) {
        source = Source.of(address);
        boolean admitted = premises.settings().networks().isWelcome(address)
                && premises.connections().comesFrom(channel, source.prefix().orElseThrow());
        if (!admitted) {
            channel.close();
        } else if (place instanceof Place.Tcp tcp && tcp.tls() == TlsStart.AT_ONCE) {
            beginTls();
        } else {
            converse();
        }
    }

    private void beginTls() {
        stage = Stage.BEFORE_TLS;
        var ctx = context;
        if (ctx != null) {
            channel.pipeline()
                    .addBefore(
                            ctx.name(),
                            null,
                            new HelloGate(premises, source.prefix().orElseThrow()));
        }
    }

    private void converse() {
        var ctx = context;
        if (ctx == null) {
            return;
        }
        stage = Stage.CONVERSING;
        patience.in(leftToSignIn());
        channel.pipeline()
                .addLast(
                        premises.opening().begin(this),
                        new LastCatch(premises.settings().name()));
        ctx.fireChannelActive();
    }
}
