package org.sallyport.server.listener.dovecot;

import io.netty.buffer.ByteBuf;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Dialogue;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.wire.dovecot.Command;
import org.sallyport.server.wire.dovecot.CommandReader;
import org.sallyport.server.wire.dovecot.Handshake;
import org.sallyport.server.wire.dovecot.LineWriter;

/// One connection on the socket for account look-ups. One question at a time is looked up; the others wait unread.
final class UserdbConversation implements Dialogue {
    private static final int LONGEST_LINE = 8192;

    private final Function<String, CompletionStage<Found>> lookUp;
    private final Caller caller;
    private final Lines lines = new Lines(LONGEST_LINE);
    private final Exchange exchange;
    private boolean asking;

    /// What came of a look-up.
    enum Found {
        ACCOUNT,
        NOBODY,
        CANNOT_TELL
    }

    UserdbConversation(Function<String, CompletionStage<Found>> lookUp, Caller caller, Exchange exchange) {
        this.lookUp = lookUp;
        this.caller = caller;
        this.exchange = exchange;
    }

    @Override
    public void begin() {
        exchange.out().writeBytes(Handshake.ofUserdb(ProcessHandle.current().pid()));
    }

    @Override
    public void take(ByteBuf arrived) {
        lines.take(arrived);
    }

    @Override
    public boolean next() {
        return !asking
                && switch (lines.find()) {
                    case LINE -> {
                        var command = CommandReader.read(lines.bytes(), lines.from(), lines.to());
                        lines.drop();
                        caller.messageComplete();
                        carryOut(command);
                        yield true;
                    }
                    case NOTHING -> false;
                    // Nobody types on this socket: such a line is a defect of the caller.
                    case BEGINNING_OF_TOO_LONG_A_LINE, ENDLESS -> {
                        exchange.close();
                        yield false;
                    }
                };
    }

    @Override
    public boolean rest() {
        if (exchange.isFinishing() && !asking) {
            exchange.close();
        }
        if (lines.isIncomplete() && !asking) {
            caller.messageBegun();
        } else {
            caller.messageComplete();
        }
        return !asking;
    }

    /// Nothing is waited for: whoever may ask here may also be silent.
    @Override
    public void ring() {}

    @Override
    public void end() {
        lines.clear();
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.User question -> {
                asking = true;
                caller.proved();
                lookUp.apply(question.name())
                        .whenComplete((found, _) ->
                                exchange.resume(() -> lookedUp(question, found == null ? Found.CANNOT_TELL : found)));
            }
            case Command.Version(var major, var _) when major != Handshake.MAJOR -> exchange.close();
            case Command.Introduced() -> caller.proved();
            case Command.Unclear(var id)
            when id > 0 ->
                exchange.out().writeBytes(LineWriter.line("NOTFOUND").field(id).bytes());
            case Command.Version _,
                    Command.Unclear _,
                    Command.Auth _,
                    Command.Continue _,
                    Command.Cancel _,
                    Command.Unknown _ -> {}
        }
    }

    private void lookedUp(Command.User question, Found found) {
        asking = false;
        if (!exchange.isClosing()) {
            exchange.out().writeBytes(line(question, found));
        }
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
