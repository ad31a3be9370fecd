package org.sallyport.server.listener.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Tying;
import org.sallyport.core.store.memory.MemoryStore;

/// An app password that is tied to where and for what it was first used, asked about through a mail server.
final class T04_AStolenAppPasswordTest {
    private static final String HOME = "203.0.113.7";
    private static final String THIEF = "198.51.100.9";

    private final Organisation olive = new Organisation(
            new MemoryStore(Fixtures.keyset()),
            Fixtures.keyset(),
            Limits.standard()
                    .with(new AppPasswordTerms(Optional.of(Duration.ofMinutes(15)), Tying.BOTH, Set.of(), Set.of())));
    private final VerifyHarness harness = new VerifyHarness();
    private String letters = "";

    @BeforeEach
    void issue() {
        letters = olive.issue(olive.enforced("eleni"), Scope.everything())
                .secret()
                .reveal();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    private Caller.Answer asks(String service, String from, String password) throws IOException {
        try (var caller = harness.caller(olive.verifier)) {
            return caller.send(Caller.request("{\"user\":\"eleni\",\"password\":\"" + password + "\",\"service\":\""
                            + service + "\",\"rip\":\"" + from + "\"}"))
                    .answer();
        }
    }

    @Test
    void T04_opensNothingFromAnotherNetworkAndNothingElseAtHome() throws IOException {
        assertThat(asks("imap", HOME, letters).status()).isEqualTo(200);

        assertThat(asks("imap", THIEF, letters).status()).isEqualTo(401);
        assertThat(asks("dav", HOME, letters).status()).isEqualTo(401);
        assertThat(asks("smtp", HOME, letters).status()).isEqualTo(200);
    }

    @Test
    void T04_theWireSaysNoAndNothingElse() throws IOException {
        asks("imap", HOME, letters);

        var elsewhere = asks("imap", THIEF, letters);

        assertThat(elsewhere.body())
                .isEqualTo(asks("imap", THIEF, "a wrong password").body());
    }

    @Test
    void T04_whoeverIsFirstKeepsTheOwnerOutAndIsFoundOut() throws IOException {
        assertThat(asks("imap", THIEF, letters).status()).isEqualTo(200);

        assertThat(asks("imap", HOME, letters).status()).isEqualTo(401);
    }

    @Test
    void oneThatNothingUsedInTimeIsRefused() throws IOException {
        olive.clock.forward(Duration.ofMinutes(15));

        assertThat(asks("imap", HOME, letters).status()).isEqualTo(401);
    }

    @Test
    void aFirstUseThatCannotBeKeptIsNotAcknowledged() throws IOException {
        var theirs = harness.olive;
        var secret =
                theirs.issue(theirs.enforced("eleni"), Scope.mail()).secret().reveal();
        harness.storeIsAway = true;
        try (var caller = harness.caller(theirs.verifier)) {
            assertThat(caller.ask(secret).status()).isEqualTo(503);

            harness.storeIsAway = false;
            assertThat(caller.ask(secret).status()).isEqualTo(200);
        }
    }
}
