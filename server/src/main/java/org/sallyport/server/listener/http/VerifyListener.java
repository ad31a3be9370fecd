package org.sallyport.server.listener.http;

import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.report.Reports;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Listener;
import org.sallyport.server.listener.LookUps;
import org.sallyport.server.listener.Questions;

/// HTTP verify at its places. Thread-safe.
public final class VerifyListener implements AutoCloseable {
    private final Listener listener;
    private final Questions questions;
    private final LookUps lookUps;

    private VerifyListener(Listener listener, Questions questions, LookUps lookUps) {
        this.listener = listener;
        this.questions = questions;
        this.lookUps = lookUps;
    }

    /// Opens every place; requests are answered from now on.
    ///
    /// @throws Unavailable when a place cannot be had or a certificate cannot be read
    public static VerifyListener open(
            VerifySettings settings, Verifier verifier, Reports reports, InstantSource clock) {
        var caps = settings.listener().caps();
        var deadlines = settings.listener().deadlines();
        var questions = new Questions(verifier, caps, deadlines);
        var lookUps = new LookUps(caps.questions(), deadlines.drain());
        var desk = new VerifyDesk(settings, verifier, questions, new PolicyDesk(reports, lookUps), clock);
        var listener = Listener.open(
                settings.listener(),
                caller -> new Exchange(exchange -> new VerifyConversation(desk, caller, exchange)));
        return new VerifyListener(listener, questions, lookUps);
    }

    /// Where it listens, with the ports it really has, in the order of its settings.
    public List<SocketAddress> addresses() {
        return listener.addresses();
    }

    /// Answers what has been asked and closes; close what the verifier and the reports need only afterwards. May be
    /// called twice.
    @Override
    public void close() {
        listener.close();
        questions.close();
        lookUps.close();
    }
}
