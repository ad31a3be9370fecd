package org.sallyport.server.listener.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.listener.Alarm;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Conversation;
import org.sallyport.server.listener.Inbox;
import org.sallyport.server.listener.TooSlow;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.http.RequestHead.Afterwards;
import org.sallyport.server.listener.http.RequestHead.Expectation;
import org.sallyport.server.listener.http.RequestHead.Method;

/// One connection of this port. Requests are answered one after the other, in the order in which they came: while one
/// waits for its verdict, what follows it waits in the inbox, and the socket is not read once that is full.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
final class VerifyConversation extends ChannelInboundHandlerAdapter implements Conversation {
    private static final int MOST_WAITING = HeadReader.MAX_HEAD + HeadReader.MAX_BODY;
    private static final byte[] NO_TOKEN = {};
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final ByteBuf CONTINUE = Unpooled.unreleasableBuffer(
            Unpooled.copiedBuffer("HTTP/1.1 100 Continue\r\n\r\n", StandardCharsets.US_ASCII)
                    .asReadOnly());

    private final VerifyDesk desk;
    private final Caller caller;
    private final Inbox inbox = new Inbox();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Alarm alarm;
    private State state = State.BEFORE_HEAD;
    private boolean requestBegun;
    private boolean bodiless;
    private boolean finishing;
    private TraceId trace = TraceId.fresh();
    private @Nullable RequestHead head;
    private @Nullable ReplyTable replies;
    private byte[] provedToken = NO_TOKEN;
    private Asker asker = Asker.NOBODY;

    private enum State {
        BEFORE_HEAD,
        BEFORE_BODY,
        ASKING,
        /// The last answer is on its way; what still arrives is thrown away.
        CLOSING
    }

    VerifyConversation(VerifyDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        alarm(ctx).in(desk.deadlines.request());
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var arrived = (ByteBuf) message;
        try {
            if (state != State.CLOSING) {
                inbox.take(arrived);
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
        if (ctx.channel().isWritable()) {
            work(ctx);
            ctx.flush();
        } else {
            // Whoever asks without taking the answers is asked nothing more.
            ctx.channel().config().setAutoRead(false);
            alarm(ctx).in(desk.deadlines.write());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state = State.CLOSING;
        alarm(ctx).cancel();
        inbox.drop(inbox.length());
        Arrays.fill(provedToken, (byte) 0);
    }

    /// The last catch: whatever went wrong here, nobody is told that a password is wrong.
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof DecoderException || state == State.CLOSING) {
            ctx.close(); // the caller is gone, or never spoke TLS
            return;
        }
        desk.fault(cause, trace);
        leaveWith(ctx, Reply.FAULT);
        ctx.flush();
    }

    @Override
    public void finish() {
        finishing = true;
        if (state == State.BEFORE_HEAD && inbox.isEmpty() && context != null) {
            // Earlier answers may still be on their way.
            state = State.CLOSING;
            alarm(context).in(desk.deadlines.write());
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private Alarm alarm(ChannelHandlerContext ctx) {
        var set = alarm;
        if (set == null) {
            set = new Alarm(ctx.executor(), () -> tooLate(ctx));
            alarm = set;
        }
        return set;
    }

    private void tooLate(ChannelHandlerContext ctx) {
        boolean slowRequest = state != State.CLOSING && ctx.channel().isWritable() && requestBegun;
        if (slowRequest) {
            leaveWith(ctx, Reply.TOO_SLOW);
            ctx.flush();
        } else {
            ctx.close();
        }
    }

    /// Answers as much of the inbox as can be answered now.
    private void work(ChannelHandlerContext ctx) {
        boolean more = true;
        while (more && ctx.channel().isWritable()) {
            more = switch (state) {
                case BEFORE_HEAD -> readHead(ctx);
                case BEFORE_BODY -> readBody(ctx);
                case ASKING, CLOSING -> false;
            };
        }
        rest(ctx);
    }

    /// Sets the deadline for what is waited for now, and stops reading while nothing more may be taken.
    private void rest(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable() || state == State.CLOSING) {
            return;
        }
        boolean read = state != State.ASKING || inbox.length() < MOST_WAITING;
        if (ctx.channel().config().isAutoRead() != read) {
            ctx.channel().config().setAutoRead(read);
        }
        if (state == State.ASKING) {
            alarm(ctx).off();
            caller.messageComplete();
            return;
        }
        boolean begun = state == State.BEFORE_BODY || !inbox.isEmpty();
        if (begun) {
            caller.messageBegun();
        } else {
            caller.messageComplete();
        }
        if (!begun) {
            alarm(ctx).in(provedToken.length > 0 ? desk.deadlines.idle() : desk.deadlines.request());
        } else if (!requestBegun) {
            alarm(ctx).in(desk.deadlines.request());
        }
        requestBegun = begun;
    }

    private boolean readHead(ChannelHandlerContext ctx) {
        if (inbox.isEmpty()) {
            return false;
        }
        return switch (HeadReader.read(inbox.bytes(), inbox.from(), inbox.to(), desk.routes)) {
            case HeadReading.Incomplete _ -> false;
            case HeadReading.Broken(var reply) -> {
                trace = TraceId.fresh();
                leaveWith(ctx, reply);
                yield false;
            }
            case RequestHead found -> begin(ctx, found);
        };
    }

    private boolean begin(ChannelHandlerContext ctx, RequestHead found) {
        trace = TraceId.fresh();
        bodiless = found.method() == Method.HEAD;
        if (!isKnown(found)) {
            found.fields().clear();
            desk.strangerTurnedAway(ctx.channel().remoteAddress(), trace);
            leaveWith(ctx, Reply.BAD_TOKEN);
            return false;
        }
        var refusal =
                found.route().isFor(asker.role()) ? found.route().refusal(found) : Optional.of(Reply.NOT_ITS_ROLE);
        if (refusal.isPresent()) {
            found.fields().clear();
            leaveWith(ctx, refusal.get());
            return false;
        }
        inbox.drop(found.headBytes());
        head = found;
        state = State.BEFORE_BODY;
        if (found.content().expectation() == Expectation.CONTINUE && inbox.isEmpty()) {
            ctx.writeAndFlush(CONTINUE.duplicate());
        }
        return true;
    }

    /// Whether the caller shows a token of a connected server; looked up only where it is not the one it showed before.
    private boolean isKnown(RequestHead found) {
        byte[] token = found.route().token(found).orElse(NO_TOKEN);
        if (token.length == 0) {
            return false;
        }
        if (MessageDigest.isEqual(token, provedToken)) {
            return true;
        }
        var server = desk.servers.find(token);
        if (server.isEmpty()) {
            return false;
        }
        asker = server.get();
        provedToken = token.clone(); // the field itself is cleared
        caller.proved();
        return true;
    }

    private boolean readBody(ChannelHandlerContext ctx) {
        var current = head;
        if (current == null || inbox.length() < current.bodyBytes()) {
            return false;
        }
        var reading = current.route().read(current, inbox.bytes(), inbox.from(), current.bodyBytes());
        inbox.drop(current.bodyBytes());
        current.fields().clear();
        switch (reading) {
            case Reading.Answered(var reply) -> answer(ctx, reply);
            case Reading.Asked(var question, var table) -> {
                replies = table;
                ask(ctx, question);
            }
            case Reading.Told(var policy) -> {
                state = State.ASKING;
                resumeWith(ctx, desk.policy.answer(policy, asker, desk.clock.instant()), Function.identity());
            }
        }
        return true;
    }

    private void ask(ChannelHandlerContext ctx, Question question) {
        var attempt = question.attempt(desk.clock.instant(), asker.name());
        desk.policy.judged(attempt, asker);
        Optional<Verdict> known = Optional.empty();
        boolean handedOver = false;
        try {
            known = desk.fromMemory(attempt, trace);
            if (known.isEmpty()) {
                state = State.ASKING;
                askAndWait(ctx, attempt);
                handedOver = true;
            }
        } finally {
            if (!handedOver) {
                question.secret().close();
            }
        }
        if (known.isPresent()) {
            answer(ctx, reply(known.get()));
        }
    }

    private void askAndWait(ChannelHandlerContext ctx, Attempt attempt) {
        var asked =
                desk.ask(attempt, trace).whenComplete((_, _) -> attempt.secret().close());
        resumeWith(ctx, asked, this::reply);
    }

    /// Answers with what comes of it.
    private <R> void resumeWith(ChannelHandlerContext ctx, CompletionStage<R> awaited, Function<R, Reply> table) {
        // As an event, so that what goes wrong in answering meets the last catch; and never at once, since an answer
        // that is there already would have the next request asked from within, as often as there are requests.
        awaited.whenComplete((found, fault) -> ctx.executor()
                .execute(() -> ctx.pipeline().fireUserEventTriggered(new Arrived(() -> {
                    if (fault != null) {
                        desk.fault(fault, trace);
                    }
                    return found == null ? reply(VerifyDesk.NO_VERDICT) : table.apply(found);
                }))));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Arrived(var reply)) {
            var found = reply.get();
            if (state == State.ASKING) { // else the caller is gone
                answer(ctx, found);
                work(ctx);
                ctx.flush();
            }
        } else if (event instanceof TooSlow) {
            tooLate(ctx);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /// What came of something that memory could not answer.
    private record Arrived(Supplier<Reply> reply) {}

    private Reply reply(Verdict verdict) {
        var table = replies;
        replies = null;
        return table == null ? Reply.FAULT : table.to(verdict);
    }

    private void answer(ChannelHandlerContext ctx, Reply reply) {
        var current = head;
        head = null;
        boolean last = finishing && inbox.isEmpty() || current == null || current.afterwards() == Afterwards.CLOSE;
        if (last) {
            leaveWith(ctx, reply);
        } else {
            state = State.BEFORE_HEAD;
            requestBegun = false;
            caller.messageComplete();
            write(ctx, reply, Afterwards.KEEP);
            bodiless = false;
        }
    }

    /// Answers and closes. What the caller may still be sending is read and thrown away for a moment first: closing a
    /// socket with unread bytes resets the connection, and the answer could be lost with it (RFC 9112 section 9.6).
    private void leaveWith(ChannelHandlerContext ctx, Reply reply) {
        state = State.CLOSING;
        inbox.drop(inbox.length());
        alarm(ctx).in(LINGER);
        ctx.channel().config().setAutoRead(true);
        var written = write(ctx, reply, Afterwards.CLOSE);
        if (ctx.channel() instanceof DuplexChannel socket && ctx.pipeline().get(SslHandler.class) == null) {
            written.addListener(_ -> socket.shutdownOutput());
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private ChannelFuture write(ChannelHandlerContext ctx, Reply reply, Afterwards afterwards) {
        var answer = desk.answers.write(ctx.alloc(), reply, trace, desk.clock.instant(), afterwards);
        // RFC 9110 sections 8.6 and 9.3.2: an answer to HEAD has the length of that to GET, and nothing behind its
        // head.
        return ctx.write(bodiless ? answer.writerIndex(answer.writerIndex() - reply.body().length) : answer);
    }
}
