package org.sallyport.server.listener.dovecot;

import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Optional;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.TypedName;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Dialogue;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.TraceId;
import org.sallyport.server.wire.dovecot.Answer;
import org.sallyport.server.wire.dovecot.Answer.Code;
import org.sallyport.server.wire.dovecot.Command;
import org.sallyport.server.wire.dovecot.CommandReader;
import org.sallyport.server.wire.dovecot.Handshake;

/// One connection of the Dovecot protocol. It belongs to a server and carries the sign-ins of many people, so nothing
/// malformed that one of them sends may close it: what cannot be understood is refused, line by line. Requests are
/// answered as soon as each can be, in any order.
final class DovecotConversation implements Dialogue, SignIns.Wire {
    /// For closing a connection on which nothing more is said.
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final DovecotDesk desk;
    private final Caller caller;
    private final AskingServer server;
    private final Lines lines = new Lines(CommandReader.LONGEST_LINE);
    private final Exchange exchange;
    private final SignIns signIns;
    private int minorVersion;
    /// Whether a line has come that is one of this protocol's.
    private boolean understood;
    /// Whether answers were out when there was nothing more to be begun.
    private boolean waitedForTheLast;

    DovecotConversation(DovecotDesk desk, Caller caller, Exchange exchange) {
        this.desk = desk;
        this.caller = caller;
        this.server = desk.server(caller);
        this.exchange = exchange;
        this.signIns = new SignIns(desk, this);
    }

    /// At once and as a whole: Exim says nothing before it has read all of it.
    @Override
    public void begin() {
        exchange.out().writeBytes(desk.handshake());
    }

    @Override
    public void take(ByteBuf arrived) {
        lines.take(arrived);
    }

    @Override
    public boolean next() {
        return !signIns.isFull()
                && switch (lines.find()) {
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
                        exchange.close();
                        yield false;
                    }
                };
    }

    @Override
    public boolean rest() {
        signIns.patienceWithApps().ifPresentOrElse(exchange.alarm()::in, exchange.alarm()::off);
        if (exchange.isFinishing()) {
            leaveWhenAnswered();
        }
        boolean more = !signIns.isFull() && (!exchange.isFinishing() || signIns.waitsForApps());
        if (lines.isIncomplete() && more) {
            caller.messageBegun();
        } else {
            caller.messageComplete();
        }
        return more;
    }

    /// Gives up on apps that have left something lying.
    @Override
    public void ring() {
        signIns.giveUpOnApps();
        if (!exchange.isClosing()) {
            rest();
        }
    }

    @Override
    public void end() {
        lines.clear();
        signIns.forgetAll();
    }

    @Override
    public void answer(Answer answer) {
        if (!exchange.isClosing()) {
            outcome(answer).ifPresent(this::tell);
            exchange.out().writeBytes(answer.line());
        }
    }

    @Override
    public void notNow(long id, String user, Delay why) {
        if (desk.tellsByClosing(minorVersion)) {
            tell(Outcome.UNAVAILABLE);
            exchange.close();
        } else if (id > 0) {
            answer(new Answer.Fail(id, user, why == Delay.THROTTLED ? Code.THROTTLED : Code.TEMP_FAIL));
        }
    }

    private void tell(Outcome outcome) {
        desk.watcher.answered(server, outcome, desk.clock.instant());
    }

    private static Optional<Outcome> outcome(Answer answer) {
        return switch (answer) {
            case Answer.Ok _ -> Optional.of(Outcome.ANSWERED);
            // No server of anybody's asks this.
            case Answer.Fail(var _, var user, var _) when new TypedName(user).isOfTests() -> Optional.empty();
            case Answer.Fail(var _, var _, var code) ->
                Optional.of(
                        switch (code) {
                            case NONE, INVALID_BASE64 -> Outcome.REFUSED;
                            case TEMP_FAIL, THROTTLED -> Outcome.UNAVAILABLE;
                        });
            case Answer.Continue _ -> Optional.empty();
        };
    }

    @Override
    public void resume(Request request, Reply reply) {
        exchange.resume(() -> signIns.judged(request, reply));
    }

    @Override
    public void later(Duration time, Runnable what) {
        exchange.later(time, what);
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
            case Command.Auth auth when exchange.isFinishing() -> turnAway(auth);
            case Command.Auth auth -> signIns.begin(auth, minorVersion);
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
        } else {
            desk.wrongQuestion("dovecot.another-version", Integer.toString(major));
            exchange.close();
        }
    }

    /// Whoever begins with something else meant another port, or was made to (ALPACA).
    private void leaveToOthers() {
        desk.wrongQuestion("dovecot.another-protocol", caller.source().toString());
        exchange.close();
    }

    /// Whoever asks this server, which stops, is told to ask again. Some take a `FAIL` for a wrong password: they see
    /// the connection end when what they asked before is answered.
    private void turnAway(Command.Auth auth) {
        signIns.leaveAside(auth);
        if (!desk.tellsByClosing(minorVersion)) {
            answer(new Answer.Fail(auth.id(), "", Code.TEMP_FAIL));
        }
    }

    /// A caller that was waiting for answers may have sent more, which is not read any more: it is the one to close, or
    /// what it was answered could be lost.
    private void leaveWhenAnswered() {
        if (signIns.count() > 0) {
            waitedForTheLast = true;
        } else if (waitedForTheLast) {
            exchange.hangUp();
            exchange.later(FAREWELL, exchange::cut);
        } else {
            exchange.close();
        }
    }
}
