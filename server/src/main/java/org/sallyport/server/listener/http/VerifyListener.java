package org.sallyport.server.listener.http;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Listener;
import org.sallyport.server.listener.Questions;

/// HTTP verify on its own port. Thread-safe.
public final class VerifyListener implements AutoCloseable {
    private final Listener listener;
    private final Questions questions;

    private VerifyListener(Listener listener, Questions questions) {
        this.listener = listener;
        this.questions = questions;
    }

    /// Opens the port; requests are answered from now on.
    ///
    /// @throws Unavailable when the port cannot be had or the certificate cannot be read
    public static VerifyListener open(VerifySettings settings, Verifier verifier, InstantSource clock) {
        var questions = new Questions(verifier, settings.caps(), settings.deadlines());
        var desk = new VerifyDesk(settings, verifier, questions, clock);
        var listener = Listener.open(settings.listener(), caller -> new VerifyConversation(desk, caller::proved));
        return new VerifyListener(listener, questions);
    }

    /// Where it listens, with the port it really has.
    public InetSocketAddress address() {
        return listener.address();
    }

    /// Answers what has been asked and closes; close what the verifier needs only afterwards. May be called twice.
    @Override
    public void close() {
        listener.close();
        questions.close();
    }
}
