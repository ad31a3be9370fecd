package org.sallyport.server.listener.dovecot;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.TraceId;

/// The verifier of this process.
record VerifierJudge(Verifier verifier, Questions questions) implements Judge {
    @Override
    public Optional<Reply> atOnce(Attempt attempt) {
        return verifier.verifyFromMemory(attempt).map(Reply::to);
    }

    @Override
    public CompletionStage<Reply> ask(Attempt attempt, TraceId trace, Duration within) {
        return questions.ask(attempt, trace, within).thenApply(Reply::to);
    }
}
