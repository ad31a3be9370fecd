package org.sallyport.core.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A message to a webhook, and what became of it. What it says never changes, so that one that arrives twice is the
/// same.
///
/// @param number of the last entry of the audit log that it tells of; messages go in this order
public record Delivery(UUID id, WebhookId webhook, long number, String type, String body, Instant made, State state) {
    // Together three days, within a minute or so.
    private static final List<Duration> RESTS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(20));

    /// How far it has come.
    ///
    /// @param tries so far
    /// @param due when it is tried next, as long as it waits
    /// @param answer what the last try came to, in a few words: `200`, `no answer`
    public record State(Fate fate, int tries, Instant due, Optional<String> answer) {}

    public enum Fate {
        WAITING,
        DELIVERED,
        DEAD
    }

    /// One that was just made.
    public static Delivery fresh(WebhookId webhook, long number, String type, String body, Instant now) {
        var state = new State(Fate.WAITING, 0, now, Optional.empty());
        return new Delivery(UUID.randomUUID(), webhook, number, type, body, now, state);
    }

    /// How receivers know it: `webhook-id`.
    public String name() {
        return "msg_" + id.toString().replace("-", "");
    }

    public Delivery delivered(String answer, Instant now) {
        return with(new State(Fate.DELIVERED, state.tries() + 1, now, Optional.of(answer)));
    }

    /// After a try that failed: it waits ever longer, and is dead after three days.
    public Delivery failed(String answer, Instant now) {
        int tries = state.tries() + 1;
        return tries > RESTS.size()
                ? dead(answer, now)
                : with(new State(Fate.WAITING, tries, now.plus(RESTS.get(tries - 1)), Optional.of(answer)));
    }

    /// After a try behind which there is none.
    public Delivery dead(String answer, Instant now) {
        return with(new State(Fate.DEAD, state.tries() + 1, now, Optional.of(answer)));
    }

    /// To be tried as if it had just been made.
    public Delivery again(Instant now) {
        return with(new State(Fate.WAITING, 0, now, state.answer()));
    }

    private Delivery with(State next) {
        return new Delivery(id, webhook, number, type, body, made, next);
    }
}
