package org.sallyport.server.listener.dovecot;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Conversation;
import org.sallyport.server.wire.dovecot.Command;
import org.sallyport.server.wire.dovecot.CommandReader;
import org.sallyport.server.wire.dovecot.Handshake;
import org.sallyport.server.wire.dovecot.LineWriter;

/// One connection on the socket for account look-ups. One question at a time is looked up; the others wait unread.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
final class UserdbConversation extends ChannelInboundHandlerAdapter implements Conversation {
    private static final int LONGEST_LINE = 8192;

    private final Function<String, CompletionStage<Found>> lookUp;
    private final Caller caller;
    private final Lines lines = new Lines(LONGEST_LINE);
    private @Nullable ChannelHandlerContext context;
    private boolean asking;
    private boolean finishing;
    private boolean closing;

    /// What came of a look-up.
    enum Found {
        ACCOUNT,
        NOBODY,
        CANNOT_TELL
    }

    UserdbConversation(Function<String, CompletionStage<Found>> lookUp, Caller caller) {
        this.lookUp = lookUp;
        this.caller = caller;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var greeting = Handshake.ofUserdb(ProcessHandle.current().pid());
        ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(greeting));
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
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        work(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        lines.clear();
    }

    @Override
    public void finish() {
        finishing = true;
        if (context != null && !asking && !closing) {
            close(context);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof LookedUp(var question, var found)) {
            asking = false;
            ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(line(question, found)));
            if (finishing && !closing) {
                close(ctx);
            } else {
                work(ctx);
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    private record LookedUp(Command.User question, Found found) {}

    /// Reads as many lines as may be read now. Whoever asks without taking the answers is read no further.
    private void work(ChannelHandlerContext ctx) {
        boolean more = true;
        while (more && mayRead(ctx)) {
            more = switch (lines.find()) {
                case LINE -> {
                    var command = CommandReader.read(lines.bytes(), lines.from(), lines.to());
                    lines.drop();
                    caller.messageComplete();
                    take(ctx, command);
                    yield true;
                }
                case NOTHING -> false;
                // Nobody types on this socket: such a line is a defect of the caller.
                case BEGINNING_OF_TOO_LONG_A_LINE, ENDLESS -> {
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
        ctx.channel().config().setAutoRead(closing || mayRead(ctx));
    }

    private boolean mayRead(ChannelHandlerContext ctx) {
        return !closing && !asking && ctx.channel().isWritable();
    }

    private void take(ChannelHandlerContext ctx, Command command) {
        switch (command) {
            case Command.User question -> {
                asking = true;
                caller.proved();
                lookUp.apply(question.name()).whenComplete((found, _) -> resume(ctx, question, found));
            }
            case Command.Version(var major, var _) when major != Handshake.MAJOR -> close(ctx);
            case Command.Introduced() -> caller.proved();
            case Command.Unclear(var id)
            when id > 0 ->
                ctx.writeAndFlush(ctx.alloc()
                        .buffer()
                        .writeBytes(LineWriter.line("NOTFOUND").field(id).bytes()));
            case Command.Version _,
                    Command.Unclear _,
                    Command.Auth _,
                    Command.Continue _,
                    Command.Cancel _,
                    Command.Unknown _ -> {}
        }
    }

    /// Never at once: a look-up that is done while it is asked would have the next line asked from within.
    private static void resume(ChannelHandlerContext ctx, Command.User question, @Nullable Found found) {
        var lookedUp = new LookedUp(question, found == null ? Found.CANNOT_TELL : found);
        ctx.executor().execute(() -> ctx.pipeline().fireUserEventTriggered(lookedUp));
    }

    /// What was answered before still arrives.
    private void close(ChannelHandlerContext ctx) {
        closing = true;
        lines.clear();
        ctx.writeAndFlush(ctx.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
    }

    private static byte[] line(Command.User question, Found found) {
        return switch (found) {
            case ACCOUNT ->
                LineWriter.line("USER")
                        .field(question.id())
                        .field(question.name())
                        .bytes();
            case NOBODY -> LineWriter.line("NOTFOUND").field(question.id()).bytes();
            case CANNOT_TELL ->
                LineWriter.line("FAIL")
                        .field(question.id())
                        .field("code", "temp_fail")
                        .bytes();
        };
    }
}
