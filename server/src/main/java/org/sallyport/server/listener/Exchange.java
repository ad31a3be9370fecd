package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A conversation, as far as it is the same in every protocol: bytes that come and go, one deadline, what is waited
/// for, and the end. What is said is the [Dialogue]'s. Used on the connection's event loop only, but for [#resume].
///
/// Requests are read while the caller takes its answers, and no longer. All answers that one reading brings forth
/// leave in one buffer: for a caller who asks many questions at once, handing each answer to the socket by itself would
/// cost more than finding it.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
public final class Exchange extends ChannelInboundHandlerAdapter implements Conversation {
    // What is in a parcel does not count yet as waiting for the caller: far below the mark where that matters.
    private static final int FULL_PARCEL = 1024;
    private static final int PARCEL = 2 * FULL_PARCEL;

    private final Dialogue dialogue;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Alarm alarm;
    private @Nullable ByteBuf parcel;
    private boolean packed;
    private boolean finishing;
    private boolean closing;
    private boolean gone;

    public Exchange(Function<Exchange, Dialogue> dialogue) {
        this.dialogue = dialogue.apply(this);
    }

    /// Where the next answer is written to, behind those that have not left yet.
    public ByteBuf out() {
        if (parcel != null && parcel.readableBytes() >= FULL_PARCEL) {
            pack();
        }
        var open = parcel;
        if (open == null) {
            open = requireContext().alloc().ioBuffer(PARCEL);
            parcel = open;
        }
        return open;
    }

    /// Has all answers leave now, and not at the end of the reading.
    public void flush() {
        pack();
        if (packed) {
            packed = false;
            requireContext().flush();
        }
    }

    /// The deadline for what the dialogue waits for.
    public Alarm alarm() {
        if (alarm == null) {
            throw new IllegalStateException("an exchange begins in a pipeline");
        }
        return alarm;
    }

    /// Does this on the event loop, as if it had just arrived: what goes wrong in it meets the last catch. Never at
    /// once, since an answer that is there already would have the next request read from within, as often as there are
    /// requests. Done also when the connection is gone. From any thread.
    public void resume(Runnable what) {
        var ctx = requireContext();
        ctx.executor().execute(() -> {
            if (gone) {
                what.run();
            } else {
                ctx.pipeline().fireUserEventTriggered(new Resumed(this, what));
            }
        });
    }

    /// Does this on the event loop after some time, whether the connection is there or not.
    public void later(Duration time, Runnable what) {
        requireContext().executor().schedule(what, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /// Whether nothing new is to be begun.
    public boolean isFinishing() {
        return finishing;
    }

    /// Whether the last answer is on its way, or nobody is there any more.
    public boolean isClosing() {
        return closing;
    }

    /// Whether the caller takes its answers.
    public boolean isTaken() {
        return requireContext().channel().isWritable();
    }

    /// Where the connection comes from, proxies not looked through.
    public SocketAddress peer() {
        return requireContext().channel().remoteAddress();
    }

    /// Sends what was answered and closes.
    public void close() {
        lastWord().addListener(ChannelFutureListener.CLOSE);
    }

    /// Sends what was answered and lets the caller close; what still arrives is read and thrown away. Closing a socket
    /// with unread bytes resets the connection, and the last answer could be lost with it. Behind TLS it closes.
    public void hangUp() {
        var channel = requireContext().channel();
        if (channel instanceof DuplexChannel socket && channel.pipeline().get(SslHandler.class) == null) {
            lastWord().addListener(_ -> socket.shutdownOutput());
        } else {
            close();
        }
    }

    /// Closes at once.
    public void cut() {
        requireContext().channel().close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        alarm = new Alarm(ctx.executor(), this::ring);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        dialogue.begin();
        flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var arrived = (ByteBuf) message;
        try {
            if (!closing) {
                dialogue.take(arrived);
            }
        } finally {
            arrived.release();
        }
        work(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean taken = ctx.channel().isWritable();
        work(ctx);
        // Not while nothing is taken: what a flush gets rid of makes room, which is told here, and so on.
        if (taken) {
            flush();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Resumed(var of, var what) && of == this) {
            what.run();
            flush();
            work(ctx);
            flush();
        } else if (event instanceof TooSlow && !closing && dialogue.hurry()) {
            flush();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (closing || !dialogue.excuse(cause)) {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    @Override
    public void finish() {
        finishing = true;
        if (context != null) {
            work(context);
            flush();
        }
    }

    private record Resumed(Exchange of, Runnable what) {}

    /// Answers as much as can be answered now, and stops reading while nothing more may be taken.
    private void work(ChannelHandlerContext ctx) {
        boolean more = true;
        while (more && mayAnswer(ctx)) {
            more = dialogue.next();
        }
        if (closing) {
            return;
        }
        if (ctx.channel().isWritable()) {
            read(ctx, dialogue.rest());
        } else {
            alarm().off(); // the entrance has a deadline for whoever does not take the answers
            read(ctx, false);
        }
    }

    private void read(ChannelHandlerContext ctx, boolean more) {
        boolean wanted = closing || more;
        if (ctx.channel().config().isAutoRead() != wanted) {
            ctx.channel().config().setAutoRead(wanted);
        }
    }

    /// Whoever asks without taking the answers is asked nothing more.
    private boolean mayAnswer(ChannelHandlerContext ctx) {
        return !closing && ctx.channel().isWritable();
    }

    private void ring() {
        dialogue.ring();
        if (!gone) {
            flush();
        }
    }

    private void pack() {
        if (parcel != null) {
            requireContext().write(parcel);
            parcel = null;
            packed = true;
        }
    }

    private ChannelFuture lastWord() {
        closing = true;
        var ctx = requireContext();
        ctx.channel().config().setAutoRead(true);
        var last = parcel == null ? Unpooled.EMPTY_BUFFER : parcel;
        parcel = null;
        return ctx.writeAndFlush(last);
    }

    private void end() {
        closing = true;
        gone = true;
        alarm().cancel();
        dialogue.end();
        if (parcel != null) {
            parcel.release();
            parcel = null;
        }
    }

    private ChannelHandlerContext requireContext() {
        if (context == null) {
            throw new IllegalStateException("an exchange begins in a pipeline");
        }
        return context;
    }
}
