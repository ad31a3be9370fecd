package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.bind;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;

/// Somebody is told to come again in a moment.
final class ShortWaitTest {
    private final OliveLdap ldap = new OliveLdap();

    @AfterEach
    void close() {
        ldap.close();
    }

    @Test
    void aMomentIsWaitedForAndNeverSeen() throws LDAPException {
        var verifier = new Patient(Duration.ofMillis(20));
        ldap.verifier = verifier;
        try (var client = ldap.client()) {
            assertThat(bind(client, ELENI, "right")).isEqualTo(ResultCode.SUCCESS);
            assertThat(verifier.asked).hasValue(3);
        }
    }

    @Test
    void moreThanAMomentIsToldAtOnce() throws LDAPException {
        var verifier = new Patient(Duration.ofSeconds(10));
        ldap.verifier = verifier;
        try (var client = ldap.client()) {
            assertThat(bind(client, ELENI, "right")).isEqualTo(ResultCode.BUSY);
            assertThat(verifier.asked).hasValue(1);
        }
    }

    @Test
    void moreThanAMomentClosesTheConnectionOfWhoWantsItSo() throws LDAPException {
        ldap.verifier = new Patient(Duration.ofSeconds(10));
        try (var client = ldap.client()) {
            assertThat(bind(client, "uid=eleni@olive.example,ou=unix," + OliveLdap.SUFFIX, "right"))
                    .isEqualTo(ResultCode.SERVER_DOWN);
        }
    }

    /// Lets Eleni in when she is asked about for the third time.
    private final class Patient implements Verifier {
        private final AtomicInteger asked = new AtomicInteger();
        private final Duration wait;

        private Patient(Duration wait) {
            this.wait = wait;
        }

        @Override
        public Verdict verify(Attempt attempt) {
            return asked.incrementAndGet() < 3
                    ? new Verdict.Deferred(Delay.THROTTLED, wait)
                    : new Verdict.Accepted(ldap.eleni.id(), ldap.eleni.username(), Optional.empty());
        }

        @Override
        public Optional<Verdict> verifyFromMemory(Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public boolean stillAccepts(Attempt earlier, Verdict.Accepted verdict) {
            return true;
        }
    }
}
