package org.sallyport.server.listener.postfix;

import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Listener;
import org.sallyport.server.listener.LookUps;

/// The policy protocol of Postfix at its places. Thread-safe.
public final class PostfixListener implements AutoCloseable {
    private final LookUps lookUps;
    private final Listener listener;

    private PostfixListener(PostfixSettings settings, MailJudge judge, InstantSource clock) {
        this.lookUps = new LookUps(
                settings.listener().caps().questions(),
                settings.listener().deadlines().drain());
        var desk = new PolicyDesk(judge, lookUps, settings, clock);
        this.listener = Listener.open(
                settings.listener(),
                caller -> new Exchange(exchange -> new PolicyConversation(desk, caller, exchange)));
    }

    /// Opens every place; requests are answered by this judge from now on.
    ///
    /// @throws Unavailable when a place cannot be had or a certificate cannot be read
    public static PostfixListener open(PostfixSettings settings, MailJudge judge, InstantSource clock) {
        return new PostfixListener(settings, judge, clock);
    }

    /// Where it listens, with the ports it really has.
    public List<SocketAddress> addresses() {
        return listener.addresses();
    }

    /// Answers what has been asked and closes. May be called twice.
    @Override
    public void close() {
        listener.close();
        lookUps.close();
    }
}
