package org.sallyport.server.listener.ldap;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verdict;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Dialogue;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Inbox;

/// One connection of LDAP. Requests are answered one after the other, in the order in which they came: a bind decides
/// what the next one may, and whom it means. While one waits for its answer, what follows it waits in the inbox, and
/// the socket is not read once that is full.
final class LdapConversation implements Dialogue {
    /// The largest message of somebody who has not bound.
    static final int MOST_BEFORE_BIND = 64 * 1024;

    /// The largest message of somebody who has.
    static final int MOST_AFTER_BIND = 1024 * 1024;

    private static final Identity.Anonymous ANONYMOUS = new Identity.Anonymous();

    private final LdapDesk desk;
    private final Caller caller;
    private final Exchange exchange;
    private final Inbox inbox = new Inbox();
    /// What was found and is not told yet: only as the caller takes it, or all of it would wait in the socket's buffer.
    private final Queue<byte[]> owed = new ArrayDeque<>();
    private AnswerRoom.@Nullable Share share;
    private State state = State.READY;
    private boolean requestBegun;
    private boolean hasProved;
    private Identity identity = ANONYMOUS;
    private Optional<LdapService> lastService = Optional.empty();

    private enum State {
        READY,
        WAITING,
        CLOSING
    }

    LdapConversation(LdapDesk desk, Caller caller, Exchange exchange) {
        this.desk = desk;
        this.caller = caller;
        this.exchange = exchange;
    }

    @Override
    public void take(ByteBuf arrived) {
        inbox.take(arrived);
    }

    @Override
    public boolean rest() {
        if (exchange.isFinishing() && state == State.READY) {
            leaveWith(Reply.UNAVAILABLE);
            return true;
        }
        boolean begun = state == State.READY && !inbox.isEmpty();
        if (begun) {
            caller.messageBegun();
        } else {
            caller.messageComplete();
        }
        if (state == State.WAITING || !begun && !hasProved) {
            exchange.alarm().off(); // signing in has a deadline of its own
        } else if (!begun) {
            exchange.alarm().in(desk.deadlines.idle());
        } else if (!requestBegun) {
            exchange.alarm().in(desk.deadlines.request());
        }
        requestBegun = begun;
        return state == State.READY || inbox.length() < most();
    }

    @Override
    public void ring() {
        exchange.cut();
    }

    @Override
    public void end() {
        state = State.CLOSING;
        identity = ANONYMOUS;
        inbox.drop(inbox.length());
        settle();
    }

    private int most() {
        return identity instanceof Identity.Anonymous ? MOST_BEFORE_BIND : MOST_AFTER_BIND;
    }

    @Override
    public boolean next() {
        if (state != State.READY) {
            return false;
        }
        var owing = owed.poll();
        if (owing != null) {
            tell(owing);
            return true;
        }
        try {
            int length = Ber.frame(inbox.bytes(), inbox.from(), inbox.to(), most());
            if (length == 0 || length > inbox.length()) {
                return false;
            }
            var request = LdapRequest.read(inbox.bytes(), inbox.from(), inbox.from() + length);
            inbox.drop(length);
            requestBegun = false;
            caller.messageComplete();
            carryOut(request);
        } catch (Malformed malformed) {
            // RFC 4511 section 4.1.1: what cannot be read ends the connection.
            leaveWith(Reply.protocolError(malformed.why()));
        }
        return true;
    }

    private void carryOut(LdapRequest request) {
        switch (request) {
            case LdapRequest.Bind(var id, var question) -> bind(id, question);
            case LdapRequest.Unbind _ -> {
                state = State.CLOSING;
                exchange.close();
            }
            case LdapRequest.Abandon _ -> {
                // What it means has been answered already.
            }
            case LdapRequest.Search search -> search(search);
            case LdapRequest.Compare compare -> compare(compare);
            case LdapRequest.Extended extended -> extended(extended);
            case LdapRequest.Write(var id, var operation) -> write(Reply.READ_ONLY.message(id, operation));
        }
    }

    /// RFC 4511 section 4.2.1: whatever comes of a bind, what was bound before is not any more.
    private void bind(int id, BindQuestion question) {
        identity = ANONYMOUS;
        boolean handedOver = false;
        try {
            var refusal = Binds.refusal(question, desk.mayTakePassword(caller));
            if (refusal.isPresent()) {
                write(refusal.get().message(id, Operation.BIND));
                return;
            }
            handedOver = switch (desk.tree.bindName(question.name())) {
                case BindName.Nobody() -> {
                    lastService = Optional.empty();
                    bound(id, question.password().isEmpty() ? Reply.SUCCESS : Reply.WRONG_CREDENTIALS);
                    yield false;
                }
                case BindName.OfService(var name) -> bindService(id, name, question);
                case BindName.OfPerson person -> bindPerson(id, person, question);
            };
        } finally {
            if (!handedOver) {
                question.close();
            }
        }
    }

    /// @return whether the password is still needed
    private boolean bindService(int id, String name, BindQuestion question) {
        lastService = Optional.empty();
        var asAccount = desk.boundAsAccount(name);
        if (asAccount.isPresent()) {
            var service = asAccount.get();
            var attempt = desk.attempt(service, question.password(), caller);
            return judge(question, attempt, verdict -> {
                if (verdict instanceof Verdict.Accepted accepted) {
                    become(service, Optional.of(new Identity.SignIn(attempt, accepted)));
                    desk.answered(asAccount, caller, Outcome.ANSWERED);
                } else if (verdict instanceof Verdict.Rejected) {
                    desk.strangerTurnedAway(caller);
                }
                judged(id, verdict, asAccount);
            });
        }
        var known = desk.service(name, question.password(), caller);
        known.ifPresent(service -> {
            become(service, Optional.empty());
            desk.answered(known, caller, Outcome.ANSWERED);
        });
        bound(id, known.isPresent() ? Reply.SUCCESS : Reply.WRONG_CREDENTIALS);
        return false;
    }

    private void become(LdapService service, Optional<Identity.SignIn> signIn) {
        lastService = Optional.of(service);
        identity =
                new Identity.Service(service, desk.tree.service(service.name()).toString(), signIn);
        prove();
    }

    /// @return whether the password is still needed
    private boolean bindPerson(int id, BindName.OfPerson person, BindQuestion question) {
        var service = desk.askedBy(person.branch(), lastService, caller);
        var attempt = desk.attempt(person, question.password(), service, caller);
        return judge(question, attempt, verdict -> {
            if (verdict instanceof Verdict.Accepted accepted) {
                identity = new Identity.Person(attempt, accepted, person.branch());
                prove();
            }
            // No server of anybody's asks about this one.
            if (!attempt.name().isOfTests()) {
                desk.answered(service, caller, Outcome.of(verdict));
            }
            judged(id, verdict, service);
        });
    }

    /// @return whether the password is still needed
    private boolean judge(BindQuestion question, Attempt attempt, Consumer<Verdict> then) {
        var known = desk.fromMemory(attempt);
        if (known.isPresent()) {
            then.accept(known.get());
            return false;
        }
        await(desk.ask(attempt).whenComplete((_, _) -> question.close()), then);
        return true;
    }

    /// @param asker the program that hears it
    private void judged(int id, Verdict verdict, Optional<LdapService> asker) {
        boolean closes =
                asker.filter(service -> service.outage() == Ldap.Outage.CLOSE).isPresent();
        if (closes && verdict instanceof Verdict.Deferred) {
            leave();
        } else {
            bound(id, Reply.to(verdict));
        }
    }

    private void bound(int id, Reply reply) {
        write(reply.message(id, Operation.BIND));
    }

    private void prove() {
        if (!hasProved) {
            hasProved = true;
            caller.proved();
        }
    }

    private void search(LdapRequest.Search request) {
        var asker = identity;
        var known = desk.searches.atOnce(request, asker);
        if (known.isPresent()) {
            owed.addAll(known.get());
            return;
        }
        var answer = desk.lookUps.begin(() -> desk.searches.answer(request, asker), desk.searches.busy(request));
        await(
                answer,
                found -> {
                    answered(asker, found.outcome());
                    owe(found);
                },
                found -> found.share().giveBack());
    }

    private void owe(Found found) {
        owed.addAll(found.messages());
        share = found.share();
    }

    /// The next message of an answer that may be long, when the caller has taken those before it.
    private void tell(byte[] message) {
        write(message);
        if (owed.isEmpty()) {
            settle();
        }
    }

    private void settle() {
        owed.clear();
        if (share != null) {
            share.giveBack();
            share = null;
        }
    }

    private void compare(LdapRequest.Compare request) {
        var asker = identity;
        var answer = desk.lookUps.begin(() -> desk.comparisons.answer(request, asker), Reply.BUSY);
        await(answer, reply -> {
            answered(asker, reply.outcome());
            write(reply.message(request.id(), Operation.COMPARE));
        });
    }

    private void answered(Identity asker, Outcome outcome) {
        switch (asker) {
            case Identity.Anonymous() -> {
                // Nobody in particular.
            }
            case Identity.Service(var service, var _, var _) -> desk.answered(Optional.of(service), caller, outcome);
            case Identity.Person person ->
                desk.answered(desk.askedBy(person.branch(), lastService, caller), caller, outcome);
        }
    }

    private void extended(LdapRequest.Extended request) {
        int id = request.id();
        if (request.unknownCritical()) {
            write(Reply.CRITICAL_CONTROL.message(id, Operation.EXTENDED));
            return;
        }
        switch (request.oid()) {
            case LdapRequest.START_TLS -> startTls(id);
            case LdapRequest.WHO_AM_I -> write(Reply.whoAmI(id, identity));
            case LdapRequest.MODIFY_PASSWORD -> write(Reply.READ_ONLY.message(id, Operation.EXTENDED));
            default ->
                write(Reply.protocolError("there is no such extension here").message(id, Operation.EXTENDED));
        }
    }

    /// Everything known of the caller goes with this conversation: behind TLS a new one begins, with nobody bound.
    private void startTls(int id) {
        if (caller.isEncrypted()) {
            write(Reply.OPERATIONS_ERROR.message(id, Operation.EXTENDED));
        } else if (!caller.mayStartTls()) {
            write(Reply.protocolError("StartTLS is not offered here").message(id, Operation.EXTENDED));
        } else {
            state = State.CLOSING;
            exchange.flush();
            caller.startTls(Unpooled.wrappedBuffer(Reply.startTls(id)), inbox.length());
        }
    }

    private <R> void await(CompletionStage<R> answer, Consumer<R> then) {
        await(answer, then, _ -> {});
    }

    /// @param inVain what becomes of the answer where the caller is gone
    private <R> void await(CompletionStage<R> answer, Consumer<R> then, Consumer<R> inVain) {
        state = State.WAITING;
        caller.questionBegun();
        answer.whenComplete((value, fault) -> exchange.resume(() -> {
            if (state != State.WAITING) {
                if (fault == null) {
                    inVain.accept(value);
                }
                return;
            }
            state = State.READY;
            if (fault != null) {
                throw new IllegalStateException("what is asked never throws", fault);
            }
            then.accept(value);
            caller.questionAnswered();
        }));
    }

    private void leaveWith(Reply reply) {
        write(reply.noticeOfDisconnection());
        leave();
    }

    private void leave() {
        state = State.CLOSING;
        inbox.drop(inbox.length());
        exchange.close();
    }

    private void write(byte[] message) {
        exchange.out().writeBytes(message);
    }
}
