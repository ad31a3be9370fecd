package org.sallyport.server.listener.ldap;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.listener.Alarm;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Conversation;
import org.sallyport.server.listener.Inbox;

/// One connection of LDAP. Requests are answered one after the other, in the order in which they came: a bind decides
/// what the next one may, and whom it means. While one waits for its answer, what follows it waits in the inbox, and
/// the socket is not read once that is full.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
final class LdapConversation extends ChannelInboundHandlerAdapter implements Conversation {
    /// The largest message of somebody who has not bound.
    static final int MOST_BEFORE_BIND = 64 * 1024;

    /// The largest message of somebody who has.
    static final int MOST_AFTER_BIND = 1024 * 1024;

    private static final Identity.Anonymous ANONYMOUS = new Identity.Anonymous();

    private final LdapDesk desk;
    private final Caller caller;
    private final Inbox inbox = new Inbox();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Alarm alarm;
    private State state = State.READY;
    private boolean finishing;
    private boolean requestBegun;
    private boolean hasProved;
    private Identity identity = ANONYMOUS;
    private Optional<LdapService> lastService = Optional.empty();

    private enum State {
        READY,
        WAITING,
        CLOSING
    }

    LdapConversation(LdapDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        alarm = new Alarm(ctx.executor(), ctx::close);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        end();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
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
        }
    }

    /// What came of something that was waited for.
    private record Arrived(Runnable then) {}

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Arrived(var then)) {
            if (state == State.WAITING) { // else the caller is gone
                state = State.READY;
                then.run();
                work(ctx);
                ctx.flush();
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void finish() {
        finishing = true;
        if (context != null) {
            leaveIfFinished(context);
        }
    }

    private void work(ChannelHandlerContext ctx) {
        boolean more = true;
        while (more) {
            more = state == State.READY && ctx.channel().isWritable() && readOne(ctx);
        }
        leaveIfFinished(ctx);
        rest(ctx);
    }

    /// Sets the deadline for what is waited for now, and stops reading while nothing more may be taken.
    private void rest(ChannelHandlerContext ctx) {
        if (state == State.CLOSING || !ctx.channel().isWritable()) {
            return;
        }
        boolean read = state == State.READY || inbox.length() < most();
        if (ctx.channel().config().isAutoRead() != read) {
            ctx.channel().config().setAutoRead(read);
        }
        boolean begun = state == State.READY && !inbox.isEmpty();
        if (begun) {
            caller.messageBegun();
        } else {
            caller.messageComplete();
        }
        if (state == State.WAITING || !begun && !hasProved) {
            alarm().off(); // signing in has a deadline of its own
        } else if (!begun) {
            alarm().in(desk.deadlines.idle());
        } else if (!requestBegun) {
            alarm().in(desk.deadlines.request());
        }
        requestBegun = begun;
    }

    private int most() {
        return identity instanceof Identity.Anonymous ? MOST_BEFORE_BIND : MOST_AFTER_BIND;
    }

    /// @return whether there was a whole message
    private boolean readOne(ChannelHandlerContext ctx) {
        try {
            int length = Ber.frame(inbox.bytes(), inbox.from(), inbox.to(), most());
            if (length == 0 || length > inbox.length()) {
                return false;
            }
            var request = LdapRequest.read(inbox.bytes(), inbox.from(), inbox.from() + length);
            inbox.drop(length);
            requestBegun = false;
            caller.messageComplete();
            carryOut(ctx, request);
        } catch (Malformed malformed) {
            // RFC 4511 section 4.1.1: what cannot be read ends the connection.
            leaveWith(ctx, Reply.protocolError(malformed.why()));
        }
        return state == State.READY;
    }

    private void carryOut(ChannelHandlerContext ctx, LdapRequest request) {
        switch (request) {
            case LdapRequest.Bind(var id, var question) -> bind(ctx, id, question);
            case LdapRequest.Unbind _ -> {
                state = State.CLOSING;
                ctx.flush();
                ctx.close();
            }
            case LdapRequest.Abandon _ -> {
                // What it means has been answered already.
            }
            case LdapRequest.Search search -> search(ctx, search);
            case LdapRequest.Compare compare -> compare(ctx, compare);
            case LdapRequest.Extended extended -> extended(ctx, extended);
            case LdapRequest.Write(var id, var operation) -> write(ctx, Reply.READ_ONLY.message(id, operation));
        }
    }

    /// RFC 4511 section 4.2.1: whatever comes of a bind, what was bound before is not any more.
    private void bind(ChannelHandlerContext ctx, int id, BindQuestion question) {
        identity = ANONYMOUS;
        boolean handedOver = false;
        try {
            var refusal = Binds.refusal(question, desk.mayTakePassword(caller));
            if (refusal.isPresent()) {
                write(ctx, refusal.get().message(id, Operation.BIND));
                return;
            }
            handedOver = switch (desk.tree.bindName(question.name())) {
                case BindName.Nobody() -> {
                    lastService = Optional.empty();
                    bound(ctx, id, question.password().isEmpty() ? Reply.SUCCESS : Reply.WRONG_CREDENTIALS);
                    yield false;
                }
                case BindName.OfService(var name) -> bindService(ctx, id, name, question);
                case BindName.OfPerson person -> bindPerson(ctx, id, person, question);
            };
        } finally {
            if (!handedOver) {
                question.close();
            }
        }
    }

    /// @return whether the password is still needed
    private boolean bindService(ChannelHandlerContext ctx, int id, String name, BindQuestion question) {
        lastService = Optional.empty();
        var asAccount = desk.boundAsAccount(name);
        if (asAccount.isPresent()) {
            var service = asAccount.get();
            var attempt = desk.attempt(service, question.password(), caller);
            return judge(ctx, question, attempt, verdict -> {
                if (verdict instanceof Verdict.Accepted accepted) {
                    become(service, Optional.of(new Identity.SignIn(attempt, accepted)));
                } else if (verdict instanceof Verdict.Rejected) {
                    desk.strangerTurnedAway(caller);
                }
                bound(ctx, id, Reply.to(verdict));
            });
        }
        var known = desk.service(name, question.password(), caller);
        known.ifPresent(service -> become(service, Optional.empty()));
        bound(ctx, id, known.isPresent() ? Reply.SUCCESS : Reply.WRONG_CREDENTIALS);
        return false;
    }

    private void become(LdapService service, Optional<Identity.SignIn> signIn) {
        lastService = Optional.of(service);
        identity =
                new Identity.Service(service, desk.tree.service(service.name()).toString(), signIn);
        prove();
    }

    /// @return whether the password is still needed
    private boolean bindPerson(ChannelHandlerContext ctx, int id, BindName.OfPerson person, BindQuestion question) {
        var service = desk.askedBy(person.branch(), lastService, caller);
        var attempt = desk.attempt(person, question.password(), service, caller);
        return judge(ctx, question, attempt, verdict -> judged(ctx, id, attempt, person.branch(), verdict));
    }

    /// @return whether the password is still needed
    private boolean judge(ChannelHandlerContext ctx, BindQuestion question, Attempt attempt, Consumer<Verdict> then) {
        var known = desk.fromMemory(attempt);
        if (known.isPresent()) {
            then.accept(known.get());
            return false;
        }
        await(ctx, desk.ask(attempt).whenComplete((_, _) -> question.close()), then);
        return true;
    }

    private void judged(ChannelHandlerContext ctx, int id, Attempt attempt, Branch branch, Verdict verdict) {
        if (verdict instanceof Verdict.Accepted accepted) {
            identity = new Identity.Person(attempt, accepted, branch);
            prove();
        }
        bound(ctx, id, Reply.to(verdict));
    }

    private void bound(ChannelHandlerContext ctx, int id, Reply reply) {
        write(ctx, reply.message(id, Operation.BIND));
    }

    private void prove() {
        if (!hasProved) {
            hasProved = true;
            caller.proved();
        }
    }

    private void search(ChannelHandlerContext ctx, LdapRequest.Search request) {
        var asker = identity;
        var known = desk.searches.atOnce(request, asker);
        if (known.isPresent()) {
            known.get().forEach(message -> write(ctx, message));
            return;
        }
        desk.lookUps
                .begin(() -> desk.searches.answer(request, asker))
                .ifPresentOrElse(
                        answers -> await(ctx, answers, found -> found.forEach(message -> write(ctx, message))),
                        () -> write(ctx, Reply.BUSY.message(request.id(), Operation.SEARCH)));
    }

    private void compare(ChannelHandlerContext ctx, LdapRequest.Compare request) {
        var asker = identity;
        desk.lookUps
                .begin(() -> desk.comparisons.answer(request, asker))
                .ifPresentOrElse(
                        answer ->
                                await(ctx, answer, reply -> write(ctx, reply.message(request.id(), Operation.COMPARE))),
                        () -> write(ctx, Reply.BUSY.message(request.id(), Operation.COMPARE)));
    }

    private void extended(ChannelHandlerContext ctx, LdapRequest.Extended request) {
        int id = request.id();
        if (request.unknownCritical()) {
            write(ctx, Reply.CRITICAL_CONTROL.message(id, Operation.EXTENDED));
            return;
        }
        switch (request.oid()) {
            case LdapRequest.START_TLS -> startTls(ctx, id);
            case LdapRequest.WHO_AM_I -> write(ctx, Reply.whoAmI(id, identity));
            case LdapRequest.MODIFY_PASSWORD -> write(ctx, Reply.READ_ONLY.message(id, Operation.EXTENDED));
            default ->
                write(
                        ctx,
                        Reply.protocolError("there is no such extension here").message(id, Operation.EXTENDED));
        }
    }

    /// Everything known of the caller goes with this conversation: behind TLS a new one begins, with nobody bound.
    private void startTls(ChannelHandlerContext ctx, int id) {
        if (caller.isEncrypted()) {
            write(ctx, Reply.OPERATIONS_ERROR.message(id, Operation.EXTENDED));
        } else if (!caller.mayStartTls()) {
            write(ctx, Reply.protocolError("StartTLS is not offered here").message(id, Operation.EXTENDED));
        } else {
            state = State.CLOSING;
            caller.startTls(Unpooled.wrappedBuffer(Reply.startTls(id)), inbox.length());
        }
    }

    private <R> void await(ChannelHandlerContext ctx, CompletionStage<R> answer, Consumer<R> then) {
        state = State.WAITING;
        // Later also where the answer is there at once: the next request would be answered within this one, and so on.
        // As an event, and not as a task alone, so that what goes wrong in answering meets the last catch.
        answer.whenComplete((value, fault) -> ctx.executor()
                .execute(() -> ctx.pipeline().fireUserEventTriggered(new Arrived(() -> {
                    if (fault != null) {
                        throw new IllegalStateException("what is asked never throws", fault);
                    }
                    then.accept(value);
                }))));
    }

    private void leaveIfFinished(ChannelHandlerContext ctx) {
        if (finishing && state == State.READY) {
            leaveWith(ctx, Reply.UNAVAILABLE);
        }
    }

    private void leaveWith(ChannelHandlerContext ctx, Reply reply) {
        state = State.CLOSING;
        inbox.drop(inbox.length());
        ctx.writeAndFlush(Unpooled.wrappedBuffer(reply.noticeOfDisconnection()))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static void write(ChannelHandlerContext ctx, byte[] message) {
        ctx.write(Unpooled.wrappedBuffer(message));
    }

    private void end() {
        state = State.CLOSING;
        identity = ANONYMOUS;
        inbox.drop(inbox.length());
        alarm().cancel();
    }

    private Alarm alarm() {
        var set = alarm;
        if (set == null) {
            throw new IllegalStateException("a conversation begins in a pipeline");
        }
        return set;
    }
}
