package org.sallyport.server.listener.dovecot;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.verify.Delay;
import org.sallyport.server.listener.Alarm;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Conversation;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.wire.dovecot.Answer;
import org.sallyport.server.wire.dovecot.Answer.Code;
import org.sallyport.server.wire.dovecot.Command;
import org.sallyport.server.wire.dovecot.CommandReader;
import org.sallyport.server.wire.dovecot.Handshake;

/// One connection of the Dovecot protocol. It belongs to a server and carries the sign-ins of many people, so nothing
/// malformed that one of them sends may close it: what cannot be understood is refused, line by line. Requests are
/// answered as soon as each can be, in any order.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
final class DovecotConversation extends ChannelInboundHandlerAdapter implements Conversation, SignIns.Wire {
    /// Sign-ins that wait for an app or for a verdict. Nothing more is read while there are so many.
    private static final int MOST_OPEN = 1024;

    private final DovecotDesk desk;
    private final Caller caller;
    private final Lines lines = new Lines(CommandReader.LONGEST_LINE);
    private final SignIns signIns;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Alarm alarm;
    private int minorVersion;
    private boolean finishing;
    private boolean closing;
    private boolean watching;
    /// Whether a line has come that is one of this protocol's.
    private boolean understood;

    DovecotConversation(DovecotDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
        this.signIns = new SignIns(desk, this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        alarm = new Alarm(ctx.executor(), this::giveUpOnApps);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // At once and as a whole: Exim says nothing before it has read all of it.
        ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(desk.handshake()));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var arrived = (ByteBuf) message;
        try {
            if (!closing) {
                lines.take(arrived);
            }
        } finally {
            arrived.release();
        }
        work(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        work(ctx);
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        lines.clear();
        signIns.forgetAll();
        if (alarm != null) {
            alarm.cancel();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Judged(var request, var reply)) {
            signIns.judged(request, reply);
            work(ctx);
            ctx.flush();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void finish() {
        finishing = true;
        if (context != null) {
            leaveIfDone(context);
        }
    }

    @Override
    public void answer(Answer answer) {
        var ctx = context;
        if (!closing && ctx != null) {
            var line = answer.line();
            ctx.write(ctx.alloc().buffer(line.length).writeBytes(line));
        }
    }

    @Override
    public void notNow(long id, String user, Delay why) {
        if (desk.tellsByClosing(minorVersion) && context != null) {
            close(context);
        } else if (id > 0) {
            answer(new Answer.Fail(id, user, why == Delay.THROTTLED ? Code.THROTTLED : Code.TEMP_FAIL));
        }
    }

    /// As an event, so that what goes wrong in answering meets the last catch; and never at once, since a judge that
    /// answers while it is asked would be asked the next line from within, as often as there are lines.
    @Override
    public void resume(Request request, Reply reply) {
        var ctx = context;
        if (ctx != null && ctx.channel().isActive()) {
            ctx.executor().execute(() -> ctx.pipeline().fireUserEventTriggered(new Judged(request, reply)));
        } else {
            request.forget();
        }
    }

    private record Judged(Request request, Reply reply) {}

    @Override
    public void later(Duration time, Runnable what) {
        if (context != null) {
            context.executor().schedule(what, time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /// Reads as many lines as may be read now, and stops reading while there is no room for more.
    private void work(ChannelHandlerContext ctx) {
        boolean more = true;
        while (more && mayRead(ctx)) {
            more = switch (lines.find()) {
                case LINE -> {
                    readLine();
                    yield true;
                }
                case BEGINNING_OF_TOO_LONG_A_LINE -> {
                    long id = CommandReader.idOf(lines.bytes(), lines.from(), lines.to());
                    lines.drop();
                    signIns.refuse(new Command.Unclear(id));
                    yield true;
                }
                case NOTHING -> false;
                case ENDLESS -> {
                    close(ctx);
                    yield false;
                }
            };
        }
        if (lines.isIncomplete() && mayRead(ctx)) {
            caller.messageBegun();
        } else {
            caller.messageComplete();
        }
        boolean read = closing || mayRead(ctx);
        if (ctx.channel().config().isAutoRead() != read) {
            ctx.channel().config().setAutoRead(read);
        }
        leaveIfDone(ctx);
    }

    private boolean mayRead(ChannelHandlerContext ctx) {
        return !closing && ctx.channel().isWritable() && signIns.count() < MOST_OPEN;
    }

    /// One line; a defect in answering it harms no other.
    private void readLine() {
        var command = CommandReader.read(lines.bytes(), lines.from(), lines.to());
        lines.drop();
        caller.messageComplete();
        try {
            take(command);
        } catch (RuntimeException defect) {
            desk.fault(defect, TraceId.fresh());
            notNow(command.id(), "", Delay.OUTAGE);
        }
    }

    private void take(Command command) {
        if (!understood && command instanceof Command.Unknown) {
            leaveToOthers();
            return;
        }
        understood = true;
        switch (command) {
            case Command.Auth auth -> {
                signIns.begin(auth, minorVersion);
                watchApps();
            }
            case Command.Continue more -> signIns.goOn(more);
            case Command.Cancel(var id) -> signIns.forget(id);
            case Command.Version(var major, var minor) -> version(major, minor);
            case Command.Introduced() -> caller.proved();
            case Command.Unclear unclear -> signIns.refuse(unclear);
            // On another socket, or in a later version, these mean something.
            case Command.User _, Command.Unknown _ -> {}
        }
    }

    private void version(int major, int minor) {
        if (major == Handshake.MAJOR) {
            minorVersion = minor;
        } else if (context != null) {
            desk.wrongQuestion("dovecot.another-version", Integer.toString(major));
            close(context);
        }
    }

    /// Whoever begins with something else meant another port, or was made to (ALPACA).
    private void leaveToOthers() {
        desk.wrongQuestion("dovecot.another-protocol", caller.source().toString());
        if (context != null) {
            close(context);
        }
    }

    private void watchApps() {
        if (!watching && alarm != null) {
            watching = true;
            alarm.in(SignIns.PATIENCE_WITH_APPS);
        }
    }

    private void giveUpOnApps() {
        var left = signIns.giveUpOnApps();
        watching = left.isPresent();
        if (left.isPresent() && alarm != null) {
            alarm.in(left.get());
        }
        if (context != null) {
            leaveIfDone(context);
            context.flush();
        }
    }

    /// Once it was told to finish: closes when nothing that was begun is left.
    private void leaveIfDone(ChannelHandlerContext ctx) {
        if (finishing && !closing && signIns.count() == 0) {
            close(ctx);
        }
    }

    /// What was answered before still arrives.
    private void close(ChannelHandlerContext ctx) {
        closing = true;
        lines.clear();
        ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }
}
