package org.sallyport.server.listener.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;

/// Says what it was told to say, and remembers what it was asked.
final class ScriptedVerifier implements Verifier {
    static final AccountId ACCOUNT = AccountId.fresh();
    static final AppPasswordId APP_PASSWORD = AppPasswordId.fresh();
    static final Verdict ACCEPTED = new Verdict.Accepted(ACCOUNT, new Username("eleni"), Optional.of(APP_PASSWORD));
    static final Verdict WRONG = new Verdict.Rejected(Rejection.WRONG_SECRET);
    static final Verdict OUTAGE = new Verdict.Deferred(Delay.OUTAGE, Duration.ofMillis(2500));

    /// What was asked, with the secret in clear, since the listener closes it.
    record Asked(String name, String secret, Protocol protocol, String source, String asker) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<Attempt> attempts = new CopyOnWriteArrayList<>();
    final AtomicInteger waiting = new AtomicInteger();
    volatile CountDownLatch gate = new CountDownLatch(0);

    private final boolean fromMemory;
    private final Function<Attempt, Verdict> script;

    private ScriptedVerifier(boolean fromMemory, Function<Attempt, Verdict> script) {
        this.fromMemory = fromMemory;
        this.script = script;
    }

    /// Knows its answers by heart.
    static ScriptedVerifier remembering(Function<Attempt, Verdict> script) {
        return new ScriptedVerifier(true, script);
    }

    /// Has to look everything up, and waits at [#gate] before it answers.
    static ScriptedVerifier lookingUp(Function<Attempt, Verdict> script) {
        return new ScriptedVerifier(false, script);
    }

    /// Accepts the secret `right`.
    static Verdict rightOrWrong(Attempt attempt) {
        return attempt.secret().reveal().equals("right") ? ACCEPTED : WRONG;
    }

    @Override
    public Verdict verify(Attempt attempt) {
        waiting.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OUTAGE;
        } finally {
            waiting.decrementAndGet();
        }
        return answer(attempt);
    }

    @Override
    public Optional<Verdict> verifyFromMemory(Attempt attempt) {
        return fromMemory ? Optional.of(answer(attempt)) : Optional.empty();
    }

    @Override
    public boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
        throw new UnsupportedOperationException("nothing is asked after a sign-in over HTTP");
    }

    private Verdict answer(Attempt attempt) {
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
