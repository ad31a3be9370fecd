package org.sallyport.server.listener.dovecot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.server.listener.TraceId;

/// Says what it was told to say, at once or when it is let go, and remembers what it was asked.
public final class ScriptedJudge implements Judge {
    public static final Reply OUTAGE = new Reply.NotNow(Delay.OUTAGE, Duration.ofMinutes(1));

    /// What was asked, with the secret in clear, since the listener closes it.
    public record Asked(String name, String secret, Protocol protocol, String source, String asker) {}

    public final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    public final List<Attempt> attempts = Collections.synchronizedList(new ArrayList<>());
    /// What whoever asked would wait for.
    public final List<Duration> patience = Collections.synchronizedList(new ArrayList<>());

    private final Queue<CompletableFuture<Reply>> held = new ArrayDeque<>();
    private final Manner manner;
    private final Function<Attempt, Reply> script;

    private enum Manner {
        REMEMBERING,
        LOOKING_UP,
        FULLY_ASKED,
        HOLDING
    }

    private ScriptedJudge(Manner manner, Function<Attempt, Reply> script) {
        this.manner = manner;
        this.script = script;
    }

    /// Has every reply at hand.
    public static ScriptedJudge remembering(Function<Attempt, Reply> script) {
        return new ScriptedJudge(Manner.REMEMBERING, script);
    }

    /// Has to look every reply up.
    public static ScriptedJudge lookingUp(Function<Attempt, Reply> script) {
        return new ScriptedJudge(Manner.LOOKING_UP, script);
    }

    /// Is asked so much that it has done with a question while it is asked.
    public static ScriptedJudge fullyAsked(Function<Attempt, Reply> script) {
        return new ScriptedJudge(Manner.FULLY_ASKED, script);
    }

    /// Says nothing before [#letGo].
    public static ScriptedJudge holding() {
        return new ScriptedJudge(Manner.HOLDING, _ -> OUTAGE);
    }

    /// Lets the secret `right` in.
    public static Reply rightOrWrong(Attempt attempt) {
        return attempt.secret().reveal().equals("right")
                ? new Reply.SignedIn(attempt.name().value())
                : new Reply.Refused();
    }

    @Override
    public Optional<Reply> atOnce(Attempt attempt) {
        return manner == Manner.REMEMBERING ? Optional.of(note(attempt)) : Optional.empty();
    }

    @Override
    public CompletionStage<Reply> ask(Attempt attempt, TraceId trace, Duration within) {
        patience.add(within);
        var reply = note(attempt);
        return switch (manner) {
            case REMEMBERING, FULLY_ASKED -> CompletableFuture.completedStage(reply);
            case LOOKING_UP -> CompletableFuture.supplyAsync(() -> reply);
            case HOLDING -> hold();
        };
    }

    private CompletionStage<Reply> hold() {
        var future = new CompletableFuture<Reply>();
        synchronized (held) {
            held.add(future);
        }
        return future;
    }

    public int held() {
        synchronized (held) {
            return held.size();
        }
    }

    /// Gives the oldest question that is held this reply.
    public void letGo(Reply reply) {
        CompletableFuture<Reply> oldest;
        synchronized (held) {
            oldest = held.remove();
        }
        oldest.complete(reply);
    }

    private Reply note(Attempt attempt) {
        attempts.add(attempt);
        asked.add(new Asked(
                attempt.name().value(),
                attempt.secret().reveal(),
                attempt.protocol(),
                attempt.source().toString(),
                attempt.asker()));
        return script.apply(attempt);
    }
}
