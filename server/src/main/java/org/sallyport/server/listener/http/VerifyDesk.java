package org.sallyport.server.listener.http;

import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.Outcome;
import org.sallyport.core.asking.Watcher;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.Deadlines;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.Seldom;
import org.sallyport.server.listener.TraceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all conversations of one listener share. Thread-safe.
final class VerifyDesk {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyDesk.class);

    /// What a defect is answered with: nobody is told that a password is wrong.
    static final Verdict NO_VERDICT = new Verdict.Deferred(Delay.OUTAGE, Duration.ofSeconds(1));

    final ConnectedServers servers;
    final Routes routes;
    final InstantSource clock;
    final Deadlines deadlines;
    final PolicyDesk policy;
    final AnswerWriter answers = new AnswerWriter();
    final Watcher watcher;

    private final String listener;
    private final Verifier verifier;
    private final Questions questions;
    private final Seldom notes = new Seldom();
    private final AtomicLong strangers = new AtomicLong();

    VerifyDesk(
            VerifySettings settings, Verifier verifier, Questions questions, PolicyDesk policy, InstantSource clock) {
        this.servers = new ConnectedServers(settings.servers());
        this.routes = new Routes(settings.routes());
        this.deadlines = settings.listener().deadlines();
        this.watcher = settings.listener().lookout().watcher();
        this.listener = settings.listener().name();
        this.verifier = verifier;
        this.questions = questions;
        this.policy = policy;
        this.clock = clock;
    }

    /// The connected server at the other end of this connection.
    AskingServer server(Asker asker, Caller caller) {
        return AskingServer.at(listener, asker.name(), caller.source());
    }

    /// The verdict where memory alone can give it.
    Optional<Verdict> fromMemory(Attempt attempt) {
        return verifier.verifyFromMemory(attempt);
    }

    CompletionStage<Verdict> ask(Attempt attempt, TraceId trace) {
        return questions.ask(attempt, trace);
    }

    /// Notes that somebody without a good token was turned away. Anybody can cause that, so it is one line now and
    /// then.
    void strangerTurnedAway(Caller caller, SocketAddress peer, TraceId trace) {
        watcher.answered(AskingServer.strangerAt(listener, caller.source()), Outcome.REFUSED, clock.instant());
        long turnedAway = strangers.incrementAndGet();
        if (notes.isDue()) {
            LOG.atWarn()
                    .setMessage("verify.bad-token")
                    .addKeyValue("from", peer)
                    .addKeyValue("so-far", turnedAway)
                    .addKeyValue("trace", trace)
                    .log();
        }
    }

    /// Notes a defect: whatever ends here should have been a verdict.
    void fault(Throwable fault, TraceId trace) {
        LOG.atError()
                .setMessage("verify.fault")
                .addKeyValue("trace", trace)
                .setCause(fault)
                .log();
    }
}
