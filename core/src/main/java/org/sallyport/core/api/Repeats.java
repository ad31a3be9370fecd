package org.sallyport.core.api;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Purpose;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.secret.SecretGenerator;
import org.sallyport.core.store.Store;

/// Sees to it that a request with a key counts once, also where it is sent twice because nobody heard the answer
/// (draft-ietf-httpapi-idempotency-key-header). Thread-safe.
public final class Repeats {
    /// How long an answer is kept.
    public static final Duration KEPT = Duration.ofHours(24);

    /// After so long whoever began a request is taken for gone.
    private static final Duration GONE = Duration.ofMinutes(5);

    private final Store store;
    private final Keyset keyset;
    private final Seal seal;
    private final InstantSource clock;

    public Repeats(Store store, Keyset keyset, SecretGenerator generator, InstantSource clock) {
        this.store = store;
        this.keyset = keyset;
        this.seal = new Seal(keyset, generator);
        this.clock = clock;
    }

    /// What is known of a request.
    public sealed interface Known {
        /// Nothing: it is to be done, and then [finished][#finish] or [given up][#giveUp].
        record New(Digest key) implements Known {}

        /// The same is under way.
        record UnderWay() implements Known {}

        /// The key belongs to another request.
        record Different() implements Known {}

        record Answered(byte[] answer) implements Known {}
    }

    /// Begins a request, unless it was begun before.
    ///
    /// @param key what the program chose; two programs may choose the same
    /// @param request what is asked, whole
    public Known begin(Program program, String key, byte[] request) {
        var owner = program.token().holder().root().toString().getBytes(StandardCharsets.US_ASCII);
        var name = keyset.digest(Purpose.API_TOKEN, owner, key.getBytes(StandardCharsets.UTF_8));
        var asked = keyset.digest(Purpose.API_TOKEN, owner, request);
        var now = clock.instant();
        return store.transact(books -> {
            var answers = KeptAnswers.in(books);
            var before = answers.find(name);
            if (before.filter(kept -> isOver(kept, now)).isPresent()) {
                answers.remove(name);
                before = Optional.empty();
            }
            if (before.isEmpty()) {
                return answers.begin(new KeptAnswer(name, asked, now, Optional.empty()))
                        ? new Known.New(name)
                        : new Known.UnderWay();
            }
            return known(before.get(), asked);
        });
    }

    /// Keeps the answer.
    public void finish(Known.New begun, byte[] request, Program program, byte[] answer) {
        var owner = program.token().holder().root().toString().getBytes(StandardCharsets.US_ASCII);
        var asked = keyset.digest(Purpose.API_TOKEN, owner, request);
        var content = seal.seal(place(begun.key()), answer);
        var now = clock.instant();
        store.transact(books -> {
            KeptAnswers.in(books).finish(new KeptAnswer(begun.key(), asked, now, Optional.of(content)));
            return true;
        });
    }

    /// Leaves the key to another try: nothing was done.
    public void giveUp(Known.New begun) {
        store.transact(books -> {
            KeptAnswers.in(books).remove(begun.key());
            return true;
        });
    }

    private Known known(KeptAnswer kept, Digest asked) {
        if (!kept.request().equals(asked)) {
            return new Known.Different();
        }
        return kept.sealed()
                .<Known>map(content -> new Known.Answered(seal.open(place(kept.key()), content)))
                .orElseGet(Known.UnderWay::new);
    }

    private static boolean isOver(KeptAnswer kept, Instant now) {
        return !now.isBefore(kept.begun().plus(kept.sealed().isPresent() ? KEPT : GONE));
    }

    private static Seal.Place place(Digest key) {
        return new Seal.Place("contentanswer", "content", key.text());
    }
}
