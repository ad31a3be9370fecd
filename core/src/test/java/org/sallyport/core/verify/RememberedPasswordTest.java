package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

/// A right account password is recognised for a while; that is no way around the waits.
class RememberedPasswordTest {
    private static final String NIKOS = "nikos@olive.example";
    private static final String HOME = "192.0.2.1";

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account nikos = olive.add(NIKOS, Account.Role.PERSON, Optional.empty());
    private final Verdict accepted = new Verdict.Accepted(nikos.id(), nikos.username(), Optional.empty());
    private final Verdict later = new Verdict.Deferred(Delay.THROTTLED, Duration.ofSeconds(1));

    @Test
    void anAppThatPollsCostsOneHash() {
        int before = olive.hasher.asked();
        for (int i = 0; i < 100; i++) {
            assertThat(olive.verify(NIKOS, Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(accepted);
        }
        assertThat(olive.hasher.asked() - before).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {HOME, "203.0.113.9"})
    void T25_whoeverHasToWaitCannotTryItMeanwhile(String from) {
        assertThat(olive.verifyFrom(HOME, NIKOS, Organisation.PASSWORD)).isEqualTo(accepted);
        for (int i = 0; i < 3; i++) {
            olive.verifyFrom(from, NIKOS, "a guess " + i);
        }
        assertThat(olive.verifyFrom(from, NIKOS, Organisation.PASSWORD))
                .isEqualTo(later)
                .isEqualTo(olive.verifyFrom(from, NIKOS, "one more guess"));
    }

    @Test
    void onceTheAppHasWaitedItIsForgivenLikeAnyRightSignIn() {
        assertThat(olive.verifyFrom(HOME, NIKOS, Organisation.PASSWORD)).isEqualTo(accepted);
        for (int i = 0; i < 3; i++) {
            olive.verifyFrom(HOME, NIKOS, "a guess " + i);
        }
        olive.clock.forward(Duration.ofSeconds(2));
        for (int i = 0; i < 5; i++) {
            assertThat(olive.verifyFrom(HOME, NIKOS, Organisation.PASSWORD)).isEqualTo(accepted);
        }
    }

    @Test
    void T25_aSourceThatIsSlowedCannotTryItMeanwhile() {
        for (int i = 0; i < 40; i++) {
            olive.verifyFrom("203.0.113.9", "somebody" + i + "@olive.example", "a guess");
            olive.clock.forward(Duration.ofSeconds(11));
        }
        assertThat(olive.verifyFrom(HOME, NIKOS, Organisation.PASSWORD)).isEqualTo(accepted);
        assertThat(olive.verifyFrom("203.0.113.9", NIKOS, Organisation.PASSWORD))
                .isInstanceOf(Verdict.Deferred.class);
    }
}
