package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.core.verify.OnTerms.A_QUARTER;
import static org.sallyport.core.verify.OnTerms.ELENI;
import static org.sallyport.core.verify.OnTerms.ELSEWHERE;
import static org.sallyport.core.verify.OnTerms.asks;
import static org.sallyport.core.verify.OnTerms.audited;
import static org.sallyport.core.verify.OnTerms.held;
import static org.sallyport.core.verify.OnTerms.mail;
import static org.sallyport.core.verify.OnTerms.tying;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.Allowing;
import org.sallyport.core.apppassword.Elsewhere;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Tying;

/// An app password that its first use has tied to a kind of app and to a network.
class TiedToBothTest {
    private final Organisation olive = tying(Tying.BOTH);
    private final Account eleni = olive.enforced(ELENI);
    private final String letters =
            olive.issue(eleni, Scope.everything()).secret().reveal();

    @Test
    void T04_aStolenAppPasswordOpensNothingFromAnotherNetwork() {
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");

        assertThat(asks(olive, letters, Protocol.IMAP, "198.51.100.9")).isEqualTo(ELSEWHERE);

        olive.notes.flush();
        assertThat(audited(olive, AuditKind.APP_SIGN_IN_REJECTED))
                .singleElement()
                .satisfies(event -> assertThat(event.details())
                        .containsEntry("reason", "elsewhere")
                        .containsEntry("source", "198.51.100.9")
                        .containsEntry("label", "Kitchen iPad"));
        assertThat(mail(olive, Notice.Kind.APP_PASSWORD_SENT_ELSEWHERE))
                .singleElement()
                .satisfies(notice -> assertThat(notice.values())
                        .isEqualTo(Map.of("name", ELENI, "label", "Kitchen iPad", "source", "198.51.100.9")));
    }

    @Test
    void T04_whoeverSendsItFromElsewhereCostsTheOwnerNothing() {
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");
        for (int i = 0; i < 200; i++) {
            assertThat(asks(olive, letters, Protocol.IMAP, "198.51.100.9")).isEqualTo(ELSEWHERE);
        }

        assertThat(asks(olive, letters, Protocol.IMAP, "203.0.113.7")).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void theOwnerIsToldOnceADayForAPlaceAndAHandfulOfTimesInAll() {
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");
        for (int hour = 0; hour < 23; hour++) {
            asks(olive, letters, Protocol.IMAP, "198.51.100." + hour);
            olive.notes.flush();
            olive.clock.forward(Duration.ofHours(1));
        }
        assertThat(mail(olive, Notice.Kind.APP_PASSWORD_SENT_ELSEWHERE)).hasSize(1);

        for (int network = 0; network < 20; network++) {
            asks(olive, letters, Protocol.IMAP, "10." + network + ".0.1");
            olive.notes.flush();
        }
        assertThat(mail(olive, Notice.Kind.APP_PASSWORD_SENT_ELSEWHERE)).hasSize(5);
    }

    @Test
    void anUnknownSourceTiesToNoNetwork() {
        asks(olive, letters, Protocol.IMAP, "unknown");

        assertThat(held(olive, eleni).ties()).isEqualTo(new Ties(Set.of(Protocol.Family.MAIL), Set.of()));
        assertThat(asks(olive, letters, Protocol.IMAP, "198.51.100.9")).isInstanceOf(Verdict.Accepted.class);
        assertThat(asks(olive, letters, Protocol.HTTP, "198.51.100.9")).isEqualTo(ELSEWHERE);
    }

    @Test
    void ofIPv6ASiteIsANetwork() {
        asks(olive, letters, Protocol.IMAP, "2001:db8:1:2::7");

        assertThat(asks(olive, letters, Protocol.IMAP, "2001:db8:1:ffff::1")).isInstanceOf(Verdict.Accepted.class);
        assertThat(asks(olive, letters, Protocol.IMAP, "2001:db8:2::7")).isEqualTo(ELSEWHERE);
    }

    @Test
    void anAllowedPlaceOpensAndNoOther() {
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");

        assertThat(allow(Protocol.Family.CALENDARS, "198.51.100.9")).isEqualTo(Allowing.ALLOWED);

        assertThat(asks(olive, letters, Protocol.DAV, "198.51.100.77")).isInstanceOf(Verdict.Accepted.class);
        assertThat(asks(olive, letters, Protocol.HTTP, "198.51.100.77")).isEqualTo(ELSEWHERE);
        assertThat(asks(olive, letters, Protocol.DAV, "192.0.2.1")).isEqualTo(ELSEWHERE);
        assertThat(audited(olive, AuditKind.APP_PASSWORD_PLACE_ALLOWED))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("network", "198.51.100.0/24"));
        assertThat(mail(olive, Notice.Kind.APP_PASSWORD_PLACE_ALLOWED)).hasSize(1);
    }

    @Test
    void aPlaceThatNobodyKnowsCanBeAllowedToo() {
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");

        allow(Protocol.Family.MAIL, "unknown");

        assertThat(asks(olive, letters, Protocol.IMAP, "unknown")).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void allowingNeedsASecondFactorProvedJustNow() {
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");
        olive.clock.forward(Duration.ofMinutes(5));

        assertThat(allow(Protocol.Family.MAIL, "198.51.100.9")).isEqualTo(Allowing.STEP_UP_NEEDED);

        assertThat(asks(olive, letters, Protocol.IMAP, "198.51.100.9")).isEqualTo(ELSEWHERE);
    }

    @Test
    void nobodyAllowsAnythingBeforeTheFirstUseOrForAnotherAccount() {
        assertThat(allow(Protocol.Family.MAIL, "198.51.100.9")).isEqualTo(Allowing.NOT_POSSIBLE);
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");
        var maria = olive.enforced("maria@olive.example");
        var there = new Elsewhere(
                Protocol.Family.MAIL, Source.ofLiteral("198.51.100.9").neighbourhood());

        assertThat(olive.appPasswords.allow(maria, held(olive, eleni).id(), there, olive.clock.instant()))
                .isEqualTo(Allowing.NOT_POSSIBLE);
    }

    @Test
    void thereIsAnEndToThePlaces() {
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");
        for (int i = 1; i < Ties.MOST_NETWORKS; i++) {
            assertThat(allow(Protocol.Family.MAIL, "10." + i + ".0.1")).isEqualTo(Allowing.ALLOWED);
        }

        assertThat(allow(Protocol.Family.MAIL, "198.51.100.9")).isEqualTo(Allowing.NOT_POSSIBLE);
        assertThat(allow(Protocol.Family.CALENDARS, "10.1.0.1")).isEqualTo(Allowing.ALLOWED);
    }

    private Allowing allow(Protocol.Family family, String from) {
        // The clock of the freshness starts at the fixture's morning.
        var there = new Elsewhere(family, Source.ofLiteral(from).neighbourhood());
        return olive.appPasswords.allow(eleni, held(olive, eleni).id(), there, Fixtures.NOW);
    }

    @Test
    void whatThePolicyNoLongerTiesToIsFree() {
        asks(olive, letters, Protocol.IMAP, "203.0.113.7");
        var loose = new Organisation(
                olive.store,
                olive.keyset,
                Limits.standard()
                        .with(new AppPasswordTerms(Optional.of(A_QUARTER), Tying.PROTOCOL, Set.of(), Set.of())));

        assertThat(asks(loose, letters, Protocol.IMAP, "198.51.100.9")).isInstanceOf(Verdict.Accepted.class);
        assertThat(asks(loose, letters, Protocol.DAV, "198.51.100.9")).isEqualTo(ELSEWHERE);
    }
}
