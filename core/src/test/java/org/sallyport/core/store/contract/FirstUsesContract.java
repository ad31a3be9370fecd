package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.FirstUses;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.apppassword.Lifetime;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.apppassword.Ties;
import org.sallyport.core.apppassword.Uses;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Tying;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

public interface FirstUsesContract extends StoreUnderTest {
    FirstUse.Happened AT_HOME = new FirstUse.Happened(
            Fixtures.NOW,
            new Ties(
                    Set.of(Protocol.Family.MAIL),
                    Set.of(Network.parse("203.0.113.0/24").orElseThrow())));
    Network OFFICE = Network.parse("2001:db8:1::/48").orElseThrow();

    @Test
    default void aFirstUseIsKeptWholeAndOnce() {
        var waiting = waiting();

        assertThat(happened(waiting, AT_HOME)).isTrue();

        var later = new FirstUse.Happened(Fixtures.NOW.plusSeconds(1), Ties.NONE);
        assertThat(happened(waiting, later)).isFalse();
        assertThat(found(waiting)).isEqualTo(waiting.with(AT_HOME));
    }

    @Test
    default void whatIsNotAwaitedHasNoFirstUse() {
        var plain = Fixtures.appPassword(Fixtures.nikos().id(), "From before");
        change(books -> AppPasswordBook.in(books).add(plain));

        assertThat(happened(plain, AT_HOME)).isFalse();
        assertThat(allows(plain, Protocol.Family.WEB, OFFICE)).isFalse();
        assertThat(found(plain)).isEqualTo(plain);
    }

    @Test
    default void aRevokedOneAndAnotherAccountsHaveNoFirstUse() {
        var waiting = waiting();

        assertThat(succeeds(
                        books -> FirstUses.in(books).happened(Fixtures.eleni().id(), waiting.id(), AT_HOME)))
                .isFalse();
        change(books -> AppPasswordBook.in(books).revoke(waiting.account(), waiting.id(), Fixtures.NOW));
        assertThat(happened(waiting, AT_HOME)).isFalse();
        assertThat(found(waiting)).isEqualTo(waiting.revokedAt(Fixtures.NOW));
    }

    @Test
    default void whatIsAllowedIsKeptBesideWhatWasTied() {
        var waiting = waiting();
        happened(waiting, AT_HOME);

        assertThat(allows(waiting, Protocol.Family.WEB, OFFICE)).isTrue();

        var home = AT_HOME.ties().networks().iterator().next();
        assertThat(found(waiting).ties())
                .isEqualTo(new Ties(Set.of(Protocol.Family.MAIL, Protocol.Family.WEB), Set.of(home, OFFICE)));
    }

    @Test
    default void namesAndLatestUsesLeaveTheFirstUseAsItIs() {
        var waiting = waiting();
        happened(waiting, AT_HOME);
        var latest = new LastUse(Fixtures.NOW, Protocol.IMAP, Source.UNKNOWN, Optional.empty());

        change(books -> {
            AppPasswordBook.in(books).rename(waiting.account(), waiting.id(), new Label("Boat"));
            AppPasswordBook.in(books).used(Map.of(waiting.id(), latest));
        });

        assertThat(found(waiting).uses()).isEqualTo(new Uses(AT_HOME, Optional.of(latest)));
    }

    @Test
    default void ofManyFirstUsesAtOnceOneHappened() {
        var waiting = waiting();

        assertThat(Crowd.of(20)
                        .succeeding(i ->
                                happened(waiting, new FirstUse.Happened(Fixtures.NOW.plusSeconds(i), AT_HOME.ties()))))
                .isOne();
    }

    @Test
    default void allowingAtOnceLosesNothing() {
        var waiting = waiting();
        happened(waiting, AT_HOME);

        assertThat(Crowd.of(20)
                        .succeeding(i -> allows(
                                waiting,
                                Protocol.Family.WEB,
                                Network.parse("10." + i + ".0.0/24").orElseThrow())))
                .isEqualTo(20);
        assertThat(found(waiting).ties().networks()).hasSize(21);
    }

    /// Two nodes over one store, each with snapshots and a clock of its own.
    @Test
    default void T04_ofFirstSignInsFromDifferentPlacesAtOnceExactlyOneBinds() {
        var limits = Limits.standard()
                .with(new AppPasswordTerms(Optional.of(Duration.ofMinutes(15)), Tying.BOTH, Set.of(), Set.of()));
        var one = new Organisation(store(), Fixtures.keyset(), limits);
        var other = new Organisation(store(), Fixtures.keyset(), limits);
        var eleni = one.enforced("eleni@olive.example");

        for (int round = 0; round < 5; round++) {
            var letters = one.issue(eleni, Scope.everything()).secret().reveal();
            var verdicts = Crowd.of(10).does(i -> {
                var node = i % 2 == 0 ? one : other;
                return node.verifyFrom("10." + i + ".0.1", "eleni@olive.example", letters);
            });

            assertThat(verdicts)
                    .filteredOn(Verdict.Accepted.class::isInstance)
                    .as("let in")
                    .hasSize(1);
            assertThat(verdicts)
                    .filteredOn(new Verdict.Rejected(Rejection.ELSEWHERE)::equals)
                    .as("refused")
                    .hasSize(9);
            assertThat(in(books -> AppPasswordBook.in(books).heldBy(eleni.id()))
                            .getLast()
                            .ties()
                            .networks())
                    .hasSize(1);
        }
    }

    /// One of Nikos's that opens later and waits for its first use.
    private AppPassword waiting() {
        var plain = Fixtures.appPassword(Fixtures.nikos().id(), "Σαρωτής");
        var lifetime = new Lifetime(
                Fixtures.NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Fixtures.NOW.plusSeconds(600)),
                Optional.of(Fixtures.NOW.plusSeconds(1500)));
        var waiting = new AppPassword(
                plain.id(),
                plain.account(),
                plain.label(),
                plain.digest(),
                plain.scope(),
                lifetime,
                Uses.of(new FirstUse.Awaited()));
        change(books -> AppPasswordBook.in(books).add(waiting));
        assertThat(found(waiting)).isEqualTo(waiting);
        return waiting;
    }

    private AppPassword found(AppPassword one) {
        return in(books -> AppPasswordBook.in(books).find(one.account(), one.id()))
                .orElseThrow();
    }

    private boolean happened(AppPassword one, FirstUse.Happened use) {
        return succeeds(books -> FirstUses.in(books).happened(one.account(), one.id(), use));
    }

    private boolean allows(AppPassword one, Protocol.Family family, Network network) {
        return succeeds(books -> FirstUses.in(books).allow(one.account(), one.id(), family, network));
    }
}
