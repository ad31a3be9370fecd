package org.sallyport.server.listener.http;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.sallyport.core.report.Report;
import org.sallyport.core.report.Reports;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.verify.Attempt;
import org.sallyport.server.listener.LookUps;
import org.sallyport.server.listener.TraceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what Dovecot says to a policy server. Thread-safe.
///
/// Whoever asks for verdicts as well is never told to wait: the right app password of somebody at a new place would
/// wait too, and the verdict itself makes guesses wait.
final class PolicyDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyDesk.class);

    private final Reports reports;
    private final LookUps lookUps;

    PolicyDesk(Reports reports, LookUps lookUps) {
        this.reports = reports;
        this.lookUps = lookUps;
    }

    /// Notes that a verdict was asked for, of which a report will tell.
    void judged(Attempt attempt, Asker asker) {
        if (asker.role().mayReport()) {
            reports.judged(attempt);
        }
    }

    /// The answer, sooner or later; at once where there is nothing to look up, or no room for it.
    CompletionStage<Reply> answer(Policy policy, Asker asker, TraceId trace, Instant now) {
        return policy instanceof Policy.Allow && asker.role().mayAsk()
                ? CompletableFuture.completedStage(PolicyReplies.GO_ON)
                : lookUps.begin(trace, () -> lookedUp(policy, asker, now), PolicyReplies.LATER);
    }

    private Reply lookedUp(Policy policy, Asker asker, Instant now) {
        try {
            return switch (policy) {
                case Policy.Allow(var name, var source) ->
                    PolicyReplies.after(reports.patience(asker.name(), name, source, now));
                case Policy.Went(var name, var mark, var result, var protocol, var source) -> {
                    reports.take(new Report(name, mark, result, protocol, source, now, asker.name()));
                    yield PolicyReplies.GO_ON;
                }
            };
        } catch (Unavailable outage) {
            LOG.atWarn()
                    .setMessage("verify.policy-deferred")
                    .addKeyValue("asker", asker.name())
                    .addKeyValue("part", outage.part())
                    .addKeyValue("why", outage.getMessage())
                    .log();
            return PolicyReplies.LATER;
        }
    }
}
