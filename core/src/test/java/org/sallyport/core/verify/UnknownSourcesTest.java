package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;

/// Sign-ins through connected servers that never say where their apps are.
class UnknownSourcesTest {
    private static final String NIKOS = "nikos@olive.example";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    @BeforeEach
    void add() {
        olive.add(NIKOS, Account.Role.PERSON, Optional.empty());
    }

    @Test
    void whoeverGuessesThroughOneDelaysStrangersThereAndNobodyElsewhere() {
        guessThrough("cloud");

        assertThat(through("cloud", NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Deferred.class);
        assertThat(through("printers", NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whoeverCameInThroughOneLatelyIsKnownThere() {
        through("cloud", NIKOS, Organisation.PASSWORD);
        olive.notes.flush();
        guessThrough("cloud");

        assertThat(through("cloud", NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whoeverCameInThroughOneLatelyIsAStrangerAtAnother() {
        through("cloud", NIKOS, Organisation.PASSWORD);
        olive.notes.flush();
        guessThrough("printers");

        assertThat(through("printers", NIKOS, Organisation.PASSWORD)).isInstanceOf(Verdict.Deferred.class);
    }

    private void guessThrough(String server) {
        for (int i = 0; i < 40; i++) {
            olive.clock.forward(Duration.ofSeconds(11));
            through(server, "somebody" + i + "@olive.example", "a guess");
        }
    }

    private Verdict through(String server, String name, String secret) {
        return olive.verifier.verify(new Attempt(
                new TypedName(name), Secret.of(secret), Protocol.IMAP, Source.UNKNOWN, olive.clock.instant(), server));
    }
}
