package org.sallyport.server.listener.dovecot;

import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Listener;
import org.sallyport.server.listener.Questions;

/// The Dovecot protocol at its places. Thread-safe.
public final class DovecotListener implements AutoCloseable {
    private final Listener listener;
    private final Runnable afterwards;

    private DovecotListener(Listener listener, Runnable afterwards) {
        this.listener = listener;
        this.afterwards = afterwards;
    }

    /// Opens every place; requests are answered by this verifier from now on.
    ///
    /// @throws Unavailable when a place cannot be had or a certificate cannot be read
    public static DovecotListener open(DovecotSettings settings, Verifier verifier, InstantSource clock) {
        var questions = new Questions(
                verifier, settings.listener().caps(), settings.listener().deadlines());
        return open(settings, new VerifierJudge(verifier, questions), clock, questions::close);
    }

    /// Opens every place; requests are answered by this judge from now on.
    ///
    /// @param afterwards runs when the last connection is closed
    /// @throws Unavailable when a place cannot be had or a certificate cannot be read
    public static DovecotListener open(
            DovecotSettings settings, Judge judge, InstantSource clock, Runnable afterwards) {
        var desk = new DovecotDesk(settings, judge, clock);
        var listener = Listener.open(
                settings.listener(),
                caller -> new Exchange(exchange -> new DovecotConversation(desk, caller, exchange)));
        return new DovecotListener(listener, afterwards);
    }

    /// Where it listens, with the ports it really has.
    public List<SocketAddress> addresses() {
        return listener.addresses();
    }

    /// Answers what has been asked and closes; close what the verifier needs only afterwards. May be called twice.
    @Override
    public void close() {
        listener.close();
        afterwards.run();
    }
}
