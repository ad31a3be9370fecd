package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sallyport.server.listener.ldap.OliveLdap.ELENI;
import static org.sallyport.server.listener.ldap.OliveLdap.bind;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.roster.Roster;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.verify.Attempt;
import org.sallyport.core.verify.Delay;
import org.sallyport.core.verify.TypedName;
import org.sallyport.core.verify.Verdict;
import org.sallyport.core.verify.Verifier;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.WaitingRoom;

/// Somebody is told to come again in a moment.
final class ShortWaitTest {
    private static final Attempt ELENIS = new Attempt(
            new TypedName("eleni@olive.example"),
            Secret.of("right"),
            Protocol.LDAP,
            Source.UNKNOWN,
            Instant.EPOCH,
            "ldap");

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

    @Test
    void aMomentIsToldAtOnceToWhoeverFindsNoSeatToWait() {
        int tooMany = 48;
        var settings = ldap.settings(new Caps(1, 1, 2 * WaitingRoom.SEATS));
        var busy = new Patient(Duration.ofMinutes(1));
        var questions = new Questions(busy, settings.listener().caps(), ldap.deadlines);
        var desk = new LdapDesk(
                settings,
                busy,
                questions,
                new Roster(ldap.store),
                ldap.olive.clock,
                ldap.answers,
                Duration.ofMinutes(2));
        busy.asked.set(-2 * WaitingRoom.SEATS);
        var told = new AtomicInteger();
        for (int i = 0; i < WaitingRoom.SEATS + tooMany; i++) {
            var _ = desk.ask(ELENIS).thenRun(told::incrementAndGet);
        }

        await().until(() -> busy.asked.get() == tooMany - WaitingRoom.SEATS);
        await().untilAsserted(() -> assertThat(told).hasValue(tooMany));
        questions.close();
        desk.lookUps.close();
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
