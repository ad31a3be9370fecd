package org.sallyport.server.listener.http;

import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Listener;
import org.sallyport.server.listener.Questions;

/// HTTP verify at its places. Thread-safe.
public final class VerifyListener implements AutoCloseable {
    private final Listener listener;
    private final Questions questions;

    private VerifyListener(Listener listener, Questions questions) {
        this.listener = listener;
        this.questions = questions;
    }

    /// Opens every place; requests are answered from now on.
    ///
    /// @throws Unavailable when a place cannot be had or a certificate cannot be read
    public static VerifyListener open(VerifySettings settings, Verifier verifier, InstantSource clock) {
        var questions = new Questions(
                verifier, settings.listener().caps(), settings.listener().deadlines());
        var desk = new VerifyDesk(settings, verifier, questions, clock);
        var listener = Listener.open(settings.listener(), caller -> new VerifyConversation(desk, caller));
        return new VerifyListener(listener, questions);
    }

    /// Where it listens, with the ports it really has, in the order of its settings.
    public List<SocketAddress> addresses() {
        return listener.addresses();
    }

    /// Answers what has been asked and closes; close what the verifier needs only afterwards. May be called twice.
    @Override
    public void close() {
        listener.close();
        questions.close();
    }
}
