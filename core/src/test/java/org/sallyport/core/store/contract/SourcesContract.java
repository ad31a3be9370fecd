package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.source.Owned;
import org.sallyport.core.source.SourceConflict;
import org.sallyport.core.source.SourceConflicts;
import org.sallyport.core.source.SourceField;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceReading;
import org.sallyport.core.source.SourceReadings;
import org.sallyport.core.source.SourceReport;
import org.sallyport.core.source.SourceState;

public interface SourcesContract extends StoreUnderTest {
    SourceName ACME = new SourceName("ldap/acme");
    SourceName OTHER = new SourceName("oidc/entra");

    private static SourceKey key(SourceName source, String id) {
        return new SourceKey(source, id);
    }

    private static SourceLink link(AccountId account, SourceKey key, SourceState state) {
        var owned = new Owned(
                Set.of(SourceField.USER_NAME, SourceField.CONTACT),
                Set.of(new GroupName("Sales"), new GroupName("Λογιστήριο, και άλλοι")));
        return new SourceLink(account, key, state, Fixtures.NOW, Fixtures.NOW.plusSeconds(7), owned);
    }

    private static SourceConflict conflict(SourceKey key, Optional<AccountId> with) {
        return new SourceConflict(
                key,
                new Username("eleni"),
                "Eleni Pappa",
                SourceConflict.Why.NAME_TAKEN,
                with,
                Fixtures.NOW,
                SourceConflict.Decision.OPEN);
    }

    @Test
    default void aLinkIsFoundByWhatTheSourceCallsThemAndByTheAccount() {
        var eleni = Fixtures.eleni();
        var nikos = Fixtures.nikos();
        List.of(eleni, nikos).forEach(person -> person.addTo(store()));
        var acme = link(eleni.id(), key(ACME, "7"), SourceState.PRESENT);
        var entra = link(eleni.id(), key(OTHER, "7"), SourceState.DISABLED);
        var his = link(nikos.id(), key(ACME, "8"), SourceState.GONE);
        change(books -> List.of(his, entra, acme).forEach(SourceLinks.in(books)::put));

        assertThat(found(books -> SourceLinks.in(books).find(key(ACME, "7")))).contains(acme);
        assertThat(found(books -> SourceLinks.in(books).find(key(ACME, "77")))).isEmpty();
        assertThat(listed(books -> SourceLinks.in(books).of(eleni.id()))).containsExactly(acme, entra);
        assertThat(listed(books -> SourceLinks.in(books).of(AccountId.fresh()))).isEmpty();
    }

    @Test
    default void aLaterLinkReplacesTheOneOfItsKeyAndARemovedOneIsGone() {
        var eleni = Fixtures.eleni();
        var nikos = Fixtures.nikos();
        List.of(eleni, nikos).forEach(person -> person.addTo(store()));
        change(books -> SourceLinks.in(books).put(link(eleni.id(), key(ACME, "7"), SourceState.PRESENT)));
        var later =
                new SourceLink(nikos.id(), key(ACME, "7"), SourceState.GONE, Fixtures.NOW, Fixtures.NOW, Owned.NOTHING);

        change(books -> SourceLinks.in(books).put(later));

        assertThat(listed(books -> SourceLinks.in(books).of(eleni.id()))).isEmpty();
        assertThat(listed(books -> SourceLinks.in(books).of(nikos.id()))).containsExactly(later);
        assertThat(succeeds(books -> SourceLinks.in(books).remove(later.key()))).isTrue();
        assertThat(succeeds(books -> SourceLinks.in(books).remove(later.key()))).isFalse();
        assertThat(found(books -> SourceLinks.in(books).find(later.key()))).isEmpty();
        assertThat(listed(books -> SourceLinks.in(books).of(nikos.id()))).isEmpty();
    }

    @Test
    default void linksOfASourceComePageByPage() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        var links = List.of("a", "b", "c").stream()
                .map(id -> link(eleni.id(), key(ACME, id), SourceState.PRESENT))
                .toList();
        change(books -> {
            links.forEach(SourceLinks.in(books)::put);
            SourceLinks.in(books).put(link(eleni.id(), key(OTHER, "a"), SourceState.PRESENT));
        });

        assertThat(listed(books -> SourceLinks.in(books).page(ACME, Optional.empty(), 2)))
                .isEqualTo(links.subList(0, 2));
        assertThat(listed(books -> SourceLinks.in(books).page(ACME, Optional.of("b"), 2)))
                .isEqualTo(links.subList(2, 3));
    }

    @Test
    default void aConflictIsKeptUntilItIsRemoved() {
        var open = conflict(key(ACME, "7"), Optional.of(Fixtures.eleni().id()));
        var vague = conflict(key(ACME, "8"), Optional.empty());
        change(books -> List.of(
                        vague,
                        conflict(key(ACME, "7"), Optional.empty()),
                        open,
                        conflict(key(OTHER, "7"), Optional.empty()))
                .forEach(SourceConflicts.in(books)::put));

        assertThat(found(books -> SourceConflicts.in(books).find(open.key()))).contains(open);
        assertThat(listed(books -> SourceConflicts.in(books).page(ACME, Optional.empty(), 9)))
                .containsExactly(open, vague);
        assertThat(listed(books -> SourceConflicts.in(books).page(ACME, Optional.of("7"), 9)))
                .containsExactly(vague);
        assertThat(succeeds(books -> SourceConflicts.in(books).remove(open.key())))
                .isTrue();
        assertThat(succeeds(books -> SourceConflicts.in(books).remove(open.key())))
                .isFalse();
    }

    @Test
    default void aReadingIsKeptWholeAndReplaced() {
        var lease = new SourceReading.Lease("a node", Fixtures.NOW.plusSeconds(3));
        var held = new SourceReading.Held(7, 70, Fixtures.NOW, SourceReading.Release.NOT_YET);
        var whole = new SourceReading(
                ACME,
                Optional.of("42 dc1"),
                Optional.of(Fixtures.NOW),
                Optional.of(Fixtures.NOW.plusSeconds(1)),
                Optional.of(SourceReading.Wanted.DRY_RUN),
                Optional.of(lease),
                Optional.of(held));
        var bare = new SourceReading(
                ACME,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        change(books -> SourceReadings.in(books).put(whole));
        assertThat(found(books -> SourceReadings.in(books).find(ACME))).contains(whole);
        assertThat(found(books -> SourceReadings.in(books).find(OTHER))).isEmpty();

        change(books -> SourceReadings.in(books).put(bare));
        assertThat(found(books -> SourceReadings.in(books).find(ACME))).contains(bare);
    }

    @Test
    default void theNewestReportsAreKept() {
        var lines = List.of(
                new SourceReport.Line(SourceReport.What.CREATED, "eleni", ""),
                new SourceReport.Line(SourceReport.What.CONFLICT, "Νίκος Π.", "name-taken"));
        for (int i = 0; i < SourceReport.KEPT + 3; i++) {
            var report = new SourceReport(
                    ACME,
                    SourceReport.Kind.FULL,
                    Fixtures.NOW.plusSeconds(i),
                    Fixtures.NOW.plusSeconds(i + 1L),
                    new SourceReport.Counts(i, 2, 3, 4, 5, 6, 7),
                    "",
                    lines);
            change(books -> SourceReadings.in(books).add(report));
        }

        List<SourceReport> kept = listed(books -> SourceReadings.in(books).reports(ACME));

        assertThat(kept).hasSize(SourceReport.KEPT);
        assertThat(kept.getFirst().counts().created()).isEqualTo(SourceReport.KEPT + 2);
        assertThat(kept.getLast().counts().created()).isEqualTo(3);
        assertThat(kept.getFirst().lines()).isEqualTo(lines);
        assertThat(listed(books -> SourceReadings.in(books).reports(OTHER))).isEmpty();
    }
}
