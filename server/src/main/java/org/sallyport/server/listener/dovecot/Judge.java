package org.sallyport.server.listener.dovecot;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.sallyport.core.verify.Attempt;
import org.sallyport.server.listener.TraceId;

/// Who knows the answers: the verifier of this process, or a server elsewhere. Thread-safe.
public interface Judge {
    /// The reply if it is at hand. Never blocks; empty says nothing about the attempt.
    Optional<Reply> atOnce(Attempt attempt);

    /// The reply, sooner or later. Fails only by a defect.
    ///
    /// @param within when whoever asks stops waiting
    CompletionStage<Reply> ask(Attempt attempt, TraceId trace, Duration within);
}
