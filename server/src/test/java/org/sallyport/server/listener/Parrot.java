package org.sallyport.server.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The smallest conversation: says hello with what it knows of its caller, and then repeats each line. A few lines it
/// takes for commands.
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written is seen by whoever waits for it
final class Parrot extends ChannelInboundHandlerAdapter implements Conversation {
    /// What a deaf caller is sent for each line: enough to fill every buffer on the way.
    private static final int A_LOT = 256 * 1024;

    private final Caller caller;
    private final Flock flock;
    private final StringBuilder inbox = new StringBuilder();
    private @Nullable ChannelHandlerContext context;

    private Parrot(Caller caller, Flock flock) {
        this.caller = caller;
        this.flock = flock;
    }

    /// Every line that any parrot of this flock has heard.
    static final class Flock implements Opening {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final List<Channel> connections = new CopyOnWriteArrayList<>();

        @Override
        public Conversation begin(Caller caller) {
            return new Parrot(caller, this);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        flock.connections.add(ctx.channel());
        say(ctx, "hello " + caller.source() + (caller.isEncrypted() ? " encrypted" : " in clear"));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var bytes = (ByteBuf) message;
        inbox.append(bytes.toString(StandardCharsets.UTF_8));
        bytes.release();
        for (int end = inbox.indexOf("\n"); end >= 0; end = inbox.indexOf("\n")) {
            var line = inbox.substring(0, end);
            inbox.delete(0, end + 1);
            flock.heard.add(line);
            caller.messageComplete();
            if (line.equals("STARTTLS")) {
                caller.startTls(Unpooled.copiedBuffer("go ahead\n", StandardCharsets.UTF_8), inbox.length());
                return;
            }
            answer(ctx, line);
        }
        if (!inbox.isEmpty()) {
            caller.messageBegun();
        }
    }

    @Override
    public void finish() {
        if (context != null) {
            say(context, "farewell");
            context.close();
        }
    }

    private void answer(ChannelHandlerContext ctx, String line) {
        switch (line) {
            case "it is me" -> {
                caller.proved();
                say(ctx, "welcome");
            }
            case "defect" -> throw new IllegalStateException("a defect of this test");
            case "more" -> say(ctx, "x".repeat(A_LOT));
            default -> say(ctx, line);
        }
    }

    private static void say(ChannelHandlerContext ctx, String line) {
        ctx.writeAndFlush(Unpooled.copiedBuffer(line + "\n", StandardCharsets.UTF_8));
    }
}
