package org.sallyport.server.listener.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Dialogue;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Inbox;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.listener.http.RequestHead.Afterwards;
import org.sallyport.server.listener.http.RequestHead.Expectation;
import org.sallyport.server.listener.http.RequestHead.Method;

/// One connection of this port. Requests are answered one after the other, in the order in which they came: while one
/// waits for its verdict, what follows it waits in the inbox, and the socket is not read once that is full.
@SuppressWarnings("FutureReturnValueIgnored") // a write or close that fails is seen as the connection closing
final class VerifyConversation implements Dialogue {
    private static final int MOST_WAITING = HeadReader.MAX_HEAD + HeadReader.MAX_BODY;
    private static final byte[] NO_TOKEN = {};
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final VerifyDesk desk;
    private final Caller caller;
    private final Exchange exchange;
    private final Inbox inbox = new Inbox();
    private State state = State.BEFORE_HEAD;
    private boolean requestBegun;
    private boolean bodiless;
    private TraceId trace = TraceId.fresh();
    private @Nullable RequestHead head;
    private @Nullable ReplyTable replies;
    /// Whether no server of anybody's asks this.
    private boolean isTest;
    private byte[] provedToken = NO_TOKEN;
    private Asker asker = Asker.NOBODY;
    private @Nullable AskingServer server;

    private enum State {
        BEFORE_HEAD,
        BEFORE_BODY,
        ASKING,
        /// The last answer is on its way; what still arrives is thrown away.
        CLOSING
    }

    VerifyConversation(VerifyDesk desk, Caller caller, Exchange exchange) {
        this.desk = desk;
        this.caller = caller;
        this.exchange = exchange;
    }

    @Override
    public void begin() {
        exchange.alarm().in(desk.deadlines.request());
    }

    @Override
    public void take(ByteBuf arrived) {
        inbox.take(arrived);
    }

    @Override
    public boolean next() {
        return switch (state) {
            case BEFORE_HEAD -> readHead();
            case BEFORE_BODY -> readBody();
            case ASKING, CLOSING -> false;
        };
    }

    @Override
    public boolean rest() {
        if (state == State.ASKING) {
            exchange.alarm().off();
            caller.messageComplete();
            return inbox.length() < MOST_WAITING;
        }
        boolean begun = state == State.BEFORE_BODY || !inbox.isEmpty();
        if (begun) {
            caller.messageBegun();
        } else {
            caller.messageComplete();
        }
        if (!begun && exchange.isFinishing()) {
            state = State.CLOSING;
            exchange.alarm().in(desk.deadlines.write()); // earlier answers may still be on their way
            exchange.close();
        } else if (!begun) {
            exchange.alarm().in(provedToken.length > 0 ? desk.deadlines.idle() : desk.deadlines.request());
        } else if (!requestBegun) {
            exchange.alarm().in(desk.deadlines.request());
        }
        requestBegun = begun;
        return true;
    }

    @Override
    public void ring() {
        if (state != State.CLOSING && exchange.isTaken() && requestBegun) {
            leaveWith(Reply.TOO_SLOW);
        } else {
            exchange.cut();
        }
    }

    @Override
    public boolean hurry() {
        ring();
        return true;
    }

    @Override
    public void end() {
        state = State.CLOSING;
        inbox.drop(inbox.length());
        Arrays.fill(provedToken, (byte) 0);
    }

    /// Whatever went wrong here, nobody is told that a password is wrong.
    @Override
    public boolean excuse(Throwable defect) {
        desk.fault(defect, trace);
        leaveWith(Reply.FAULT);
        return true;
    }

    private boolean readHead() {
        if (inbox.isEmpty()) {
            return false;
        }
        return switch (HeadReader.read(inbox.bytes(), inbox.from(), inbox.to(), desk.routes)) {
            case HeadReading.Incomplete _ -> false;
            case HeadReading.Broken(var reply) -> {
                trace = TraceId.fresh();
                leaveWith(reply);
                yield false;
            }
            case RequestHead found -> begin(found);
        };
    }

    private boolean begin(RequestHead found) {
        trace = TraceId.fresh();
        bodiless = found.method() == Method.HEAD;
        if (!isKnown(found)) {
            found.fields().clear();
            desk.strangerTurnedAway(caller, exchange.peer(), trace);
            leaveWith(Reply.BAD_TOKEN);
            return false;
        }
        var refusal =
                found.route().isFor(asker.role()) ? found.route().refusal(found) : Optional.of(Reply.NOT_ITS_ROLE);
        if (refusal.isPresent()) {
            found.fields().clear();
            leaveWith(refusal.get());
            return false;
        }
        inbox.drop(found.headBytes());
        head = found;
        state = State.BEFORE_BODY;
        if (found.content().expectation() == Expectation.CONTINUE && inbox.isEmpty()) {
            exchange.out().writeBytes(CONTINUE);
            exchange.flush();
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
        var known = desk.servers.find(token);
        if (known.isEmpty()) {
            return false;
        }
        asker = known.get();
        server = desk.server(asker, caller);
        provedToken = token.clone(); // the field itself is cleared
        caller.proved();
        return true;
    }

    private boolean readBody() {
        var current = head;
        if (current == null || inbox.length() < current.bodyBytes()) {
            return false;
        }
        var reading = current.route().read(current, inbox.bytes(), inbox.from(), current.bodyBytes());
        inbox.drop(current.bodyBytes());
        current.fields().clear();
        isTest = false;
        switch (reading) {
            case Reading.Answered(var reply) -> answer(reply);
            case Reading.Asked(var question, var table) -> {
                replies = table;
                ask(question);
            }
            case Reading.Told(var policy) -> {
                state = State.ASKING;
                resumeWith(desk.policy.answer(policy, asker, trace, desk.clock.instant()), this::replyToReport);
            }
        }
        return true;
    }

    private void ask(Question question) {
        var attempt = question.attempt(desk.clock.instant(), asker.name());
        isTest = attempt.name().isOfTests();
        if (!isTest) {
            desk.policy.judged(attempt, asker);
        }
        Optional<Verdict> known = Optional.empty();
        boolean handedOver = false;
        try {
            known = desk.fromMemory(attempt);
            if (known.isEmpty()) {
                state = State.ASKING;
                askAndWait(attempt);
                handedOver = true;
            }
        } finally {
            if (!handedOver) {
                question.secret().close();
            }
        }
        if (known.isPresent()) {
            answer(reply(known.get()));
        }
    }

    private void askAndWait(Attempt attempt) {
        var asked =
                desk.ask(attempt, trace).whenComplete((_, _) -> attempt.secret().close());
        resumeWith(asked, this::reply);
    }

    /// Answers with what comes of it.
    private <R> void resumeWith(CompletionStage<R> awaited, Function<R, Reply> table) {
        awaited.whenComplete((found, fault) -> exchange.resume(() -> {
            if (fault != null) {
                desk.fault(fault, trace);
            }
            if (state == State.ASKING) { // else the caller is gone
                answer(found == null ? reply(VerifyDesk.NO_VERDICT) : table.apply(found));
            }
        }));
    }

    private Reply replyToReport(Reply reply) {
        tell(reply.equals(PolicyReplies.LATER) ? Outcome.UNAVAILABLE : Outcome.ANSWERED);
        return reply;
    }

    private void tell(Outcome outcome) {
        var asking = server;
        if (asking != null && !isTest) {
            desk.watcher.answered(asking, outcome, desk.clock.instant());
        }
    }

    private Reply reply(Verdict verdict) {
        tell(Outcome.of(verdict));
        var table = replies;
        replies = null;
        return table == null ? Reply.FAULT : table.to(verdict);
    }

    private void answer(Reply reply) {
        var current = head;
        head = null;
        boolean last = exchange.isFinishing() && inbox.isEmpty()
                || current == null
                || current.afterwards() == Afterwards.CLOSE;
        if (last) {
            leaveWith(reply);
        } else {
            state = State.BEFORE_HEAD;
            requestBegun = false;
            caller.messageComplete();
            write(reply, Afterwards.KEEP);
            bodiless = false;
        }
    }

    /// Answers and closes. What the caller may still be sending is read and thrown away for a moment first: closing a
    /// socket with unread bytes resets the connection, and the answer could be lost with it (RFC 9112 section 9.6).
    private void leaveWith(Reply reply) {
        state = State.CLOSING;
        inbox.drop(inbox.length());
        exchange.alarm().in(LINGER);
        write(reply, Afterwards.CLOSE);
        exchange.hangUp();
    }

    private void write(Reply reply, Afterwards afterwards) {
        var out = exchange.out();
        desk.answers.write(out, reply, trace, desk.clock.instant(), afterwards);
        if (bodiless) {
            // RFC 9110 sections 8.6 and 9.3.2: an answer to HEAD has the length of that to GET, and nothing behind its
            // head.
            out.writerIndex(out.writerIndex() - reply.body().length);
        }
    }
}
