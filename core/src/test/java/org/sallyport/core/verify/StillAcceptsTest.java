package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;

/// A connection goes on after its sign-in; what may be asked on it ends when the sign-in would.
class StillAcceptsTest {
    private static final Actor ADMIN = new Actor.Operator();

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    private record SignedIn(Attempt attempt, Verdict.Accepted verdict) {}

    private SignedIn signIn(Account account, String secret) {
        var attempt = olive.attempt(account.username().canonical(), secret, Protocol.LDAP);
        var verdict = (Verdict.Accepted) olive.verifier.verify(attempt);
        attempt.secret().close();
        olive.clock.forward(Duration.ofMinutes(1));
        return new SignedIn(attempt, verdict);
    }

    private boolean stillAccepts(SignedIn earlier) {
        return olive.verifier.stillAccepts(earlier.attempt, earlier.verdict);
    }

    @Test
    void anAppPasswordUntilItIsRevoked() {
        var eleni = olive.enforced("eleni@olive.example");
        var issued = olive.issue(eleni, new Scope(EnumSet.of(Protocol.LDAP), Set.of()));
        var signedIn = signIn(eleni, issued.secret().reveal());
        assertThat(stillAccepts(signedIn)).isTrue();

        olive.appPasswords.revoke(eleni.id(), signedIn.verdict.appPassword().orElseThrow(), ADMIN);

        assertThat(stillAccepts(signedIn)).isFalse();
    }

    @Test
    void anAccountPasswordUntilItIsChanged() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        var signedIn = signIn(nikos, Organisation.PASSWORD);
        assertThat(stillAccepts(signedIn)).isTrue();

        olive.passwords.set(nikos, Secret.of("pines grow slowly there"), ADMIN);

        assertThat(stillAccepts(signedIn)).isFalse();
    }

    @Test
    void anAccountPasswordUntilMfaIsInForce() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        var signedIn = signIn(nikos, Organisation.PASSWORD);

        olive.requireMfa(nikos);
        olive.registerApp(nikos);

        assertThat(stillAccepts(signedIn)).isFalse();
    }

    @Test
    void nothingOfADisabledAccount() {
        var nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());
        var signedIn = signIn(nikos, Organisation.PASSWORD);

        olive.accounts.disable(nikos.id(), ADMIN);

        assertThat(stillAccepts(signedIn)).isFalse();
    }
}
