package org.sallyport.server.listener.postfix;

import io.netty.buffer.ByteBuf;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Dialogue;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Inbox;

/// One connection of a mail server's process. It asks one thing after the other; what it sends before it has its answer
/// waits unread. Whatever is no request ends the connection: nobody types here, so it is a server that is set up
/// wrongly or that meant another port.
final class PolicyConversation implements Dialogue {
    private final PolicyDesk desk;
    private final Caller caller;
    private final Exchange exchange;
    private final Inbox inbox = new Inbox();
    private boolean asking;

    PolicyConversation(PolicyDesk desk, Caller caller, Exchange exchange) {
        this.desk = desk;
        this.caller = caller;
        this.exchange = exchange;
    }

    @Override
    public void take(ByteBuf arrived) {
        inbox.take(arrived);
    }

    @Override
    public boolean next() {
        if (asking || inbox.isEmpty()) {
            return false;
        }
        return switch (PolicyReader.read(inbox.bytes(), inbox.from(), inbox.to())) {
            case PolicyReader.Found.Request(var request, var length) -> {
                inbox.drop(length);
                caller.messageComplete();
                ask(request);
                yield true;
            }
            case PolicyReader.Found.NotYetWhole() -> false;
            case PolicyReader.Found.NoRequest(var why) -> {
                turnAway(why);
                yield false;
            }
        };
    }

    @Override
    public boolean rest() {
        if (exchange.isFinishing() && !asking) {
            exchange.close();
        }
        if (inbox.isEmpty() || asking) {
            caller.messageComplete();
        } else {
            caller.messageBegun();
        }
        return !asking;
    }

    /// Nothing is waited for: Postfix keeps a connection for minutes in which nobody sends mail.
    @Override
    public void ring() {}

    @Override
    public void end() {
        inbox.drop(inbox.length());
    }

    private void ask(PolicyRequest request) {
        if (!request.kind().equals(PolicyRequest.KIND)) {
            turnAway("another request= than " + PolicyRequest.KIND);
            return;
        }
        asking = true;
        caller.questionBegun();
        desk.reply(request)
                .whenComplete((reply, _) ->
                        exchange.resume(() -> answer(request, reply == null ? PolicyReply.NOT_NOW : reply)));
    }

    private void answer(PolicyRequest request, PolicyReply reply) {
        asking = false;
        if (!exchange.isClosing()) {
            exchange.out().writeBytes(reply.bytes());
            if (!request.isTest()) {
                desk.answered(caller, reply);
            }
            caller.proved();
            caller.questionAnswered();
        }
    }

    private void turnAway(String why) {
        desk.wrongRequest(why);
        exchange.close();
    }
}
