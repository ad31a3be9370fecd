package org.sallyport.server.listener.postfix;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.sallyport.core.store.Unavailable;
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
    private final Seldom notes = new Seldom();
    private final Seldom outages = new Seldom();

    PolicyDesk(MailJudge judge, LookUps lookUps, String asker) {
        this.judge = judge;
        this.lookUps = lookUps;
        this.asker = asker;
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
