package org.sallyport.server.listener.postfix;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.store.Unavailable;
import org.sallyport.server.listener.Caller;
import org.sallyport.server.listener.ListenerSettings;
import org.sallyport.server.listener.LookUps;
import org.sallyport.server.listener.Seldom;
import org.sallyport.server.listener.TraceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all conversations of one listener share. Thread-safe.
final class PolicyDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyDesk.class);

    private final MailJudge judge;
    private final LookUps lookUps;
    private final String asker;
    private final ListenerSettings listener;
    private final InstantSource clock;
    private final Seldom notes = new Seldom();
    private final Seldom outages = new Seldom();

    PolicyDesk(MailJudge judge, LookUps lookUps, PostfixSettings settings, InstantSource clock) {
        this.judge = judge;
        this.lookUps = lookUps;
        this.asker = settings.asker();
        this.listener = settings.listener();
        this.clock = clock;
    }

    /// Tells of an answer to the server at the other end of this connection.
    void answered(Caller caller, PolicyReply reply) {
        listener.lookout()
                .watcher()
                .answered(AskingServer.at(listener.name(), asker, caller.source()), reply.outcome(), clock.instant());
    }

    /// The reply, sooner or later; never fails.
    CompletionStage<PolicyReply> reply(PolicyRequest request) {
        var trace = TraceId.fresh();
        return lookUps.begin(trace, () -> judged(request), PolicyReply.NOT_NOW).exceptionally(defect -> {
            LOG.atError()
                    .setMessage("postfix.fault")
                    .addKeyValue("trace", trace)
                    .setCause(defect)
                    .log();
            return PolicyReply.NOT_NOW;
        });
    }

    private PolicyReply judged(PolicyRequest request) {
        try {
            var unnamed = "unnamed-" + UUID.randomUUID();
            return PolicyReply.to(judge.judge(request.question(unnamed)));
        } catch (Unavailable outage) {
            if (outages.isDue()) {
                LOG.atWarn()
                        .setMessage("postfix.cannot-tell")
                        .addKeyValue("asker", asker)
                        .addKeyValue("why", outage.getMessage())
                        .log();
            }
            return PolicyReply.NOT_NOW;
        }
    }

    /// Notes that a caller is set up wrongly, one line now and then.
    ///
    /// @param found never what a person typed
    void wrongRequest(String found) {
        if (notes.isDue()) {
            LOG.atWarn()
                    .setMessage("postfix.wrong-request")
                    .addKeyValue("asker", asker)
                    .addKeyValue("found", found)
                    .log();
        }
    }
}
