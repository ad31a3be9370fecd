package org.sallyport.server.listener.ldap;

import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Listener;
import org.sallyport.server.listener.LookUps;
import org.sallyport.server.listener.Questions;

/// LDAP on its own ports. Thread-safe.
public final class LdapListener implements AutoCloseable {
    private final Listener listener;
    private final Questions questions;
    private final LookUps lookUps;

    private LdapListener(Listener listener, Questions questions, LookUps lookUps) {
        this.listener = listener;
        this.questions = questions;
        this.lookUps = lookUps;
    }

    /// Opens the ports; requests are answered from now on.
    ///
    /// @throws Unavailable when a port cannot be had or a certificate cannot be read
    public static LdapListener open(LdapSettings settings, Verifier verifier, Roster roster, InstantSource clock) {
        return open(settings, verifier, roster, clock, AnswerRoom.ofThisProcess(), LdapDesk.PATIENCE_OF_CALLERS);
    }

    static LdapListener open(
            LdapSettings settings,
            Verifier verifier,
            Roster roster,
            InstantSource clock,
            AnswerRoom room,
            Duration patience) {
        var questions = new Questions(
                verifier, settings.listener().caps(), settings.listener().deadlines());
        var desk = new LdapDesk(settings, verifier, questions, roster, clock, room, patience);
        var listener = Listener.open(
                settings.listener(), caller -> new Exchange(exchange -> new LdapConversation(desk, caller, exchange)));
        return new LdapListener(listener, questions, desk.lookUps);
    }

    /// Where it listens, with the ports it really has, in the order of its settings.
    public List<SocketAddress> addresses() {
        return listener.addresses();
    }

    /// Answers what has been asked and closes; close what the verifier and the roster need only afterwards. May be
    /// called twice.
    @Override
    public void close() {
        listener.close();
        questions.close();
        lookUps.close();
    }
}
