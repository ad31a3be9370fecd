package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.deletion.Erasure;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.source.Owned;
import org.sallyport.core.source.SourceEntries;
import org.sallyport.core.source.SourceEntry;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceLink;
import org.sallyport.core.source.SourceLinks;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceState;

public interface SourceEntriesContract extends StoreUnderTest {
    SourceName OKTA = new SourceName("scim/okta");

    private static SourceEntry entry(SourceEntry.Kind kind, String id, String name, String content) {
        return new SourceEntry(
                new SourceEntry.Key(OKTA, kind, id),
                name,
                Optional.of("00u-" + id),
                content,
                Fixtures.NOW,
                Fixtures.NOW.plusSeconds(3));
    }

    private static SourceEntry person(String id, String name) {
        return entry(SourceEntry.Kind.PERSON, id, name, "{\"userName\":\"" + name + "\",\"city\":\"Ηράκλειο\"}");
    }

    @Test
    default void anEntryIsFoundByItsKeyItsNameAndWhatTheSourceCallsIt() {
        var eleni = person("a", "eleni");
        var group = entry(SourceEntry.Kind.GROUP, "a", "eleni", "{}");
        change(books -> List.of(eleni, group).forEach(SourceEntries.in(books)::put));

        assertThat(found(books -> SourceEntries.in(books).find(eleni.key()))).contains(eleni);
        assertThat(listed(books -> SourceEntries.in(books).named(OKTA, SourceEntry.Kind.PERSON, "eleni")))
                .containsExactly(eleni);
        assertThat(listed(books -> SourceEntries.in(books).called(OKTA, SourceEntry.Kind.PERSON, "00u-a")))
                .containsExactly(eleni);
        assertThat(listed(books -> SourceEntries.in(books).called(OKTA, SourceEntry.Kind.GROUP, "00u-b")))
                .isEmpty();
        var elsewhere = new SourceName("scim/entra");
        assertThat(listed(books -> SourceEntries.in(books).named(elsewhere, SourceEntry.Kind.PERSON, "eleni")))
                .isEmpty();
    }

    @Test
    default void entriesComeInTheOrderOfTheirIdsAPageAtATime() {
        var people = List.of(person("a", "nikos"), person("b", "maria"), person("c", "eleni"));
        change(books -> people.reversed().forEach(SourceEntries.in(books)::put));
        change(books -> SourceEntries.in(books).put(entry(SourceEntry.Kind.GROUP, "b", "Sales", "{}")));

        assertThat(listed(books -> SourceEntries.in(books).page(OKTA, SourceEntry.Kind.PERSON, Optional.empty(), 2)))
                .containsExactly(people.get(0), people.get(1));
        assertThat(listed(books -> SourceEntries.in(books).page(OKTA, SourceEntry.Kind.PERSON, Optional.of("b"), 2)))
                .containsExactly(people.get(2));
    }

    @Test
    default void whatASourceWroteOfSomebodyGoesWithTheirAccount() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        var hers = person("a", "eleni");
        var group = entry(SourceEntry.Kind.GROUP, "a", "Sales", "{}");
        var his = person("b", "nikos");
        change(books -> List.of(hers, group, his).forEach(SourceEntries.in(books)::put));
        var key = new SourceKey(OKTA, "a");
        change(books -> SourceLinks.in(books)
                .put(new SourceLink(eleni.id(), key, SourceState.PRESENT, Fixtures.NOW, Fixtures.NOW, Owned.NOTHING)));

        change(books -> books.book(Erasure.class).erase(eleni.id()));

        assertThat(found(books -> SourceEntries.in(books).find(hers.key()))).isEmpty();
        assertThat(found(books -> SourceEntries.in(books).find(group.key()))).contains(group);
        assertThat(found(books -> SourceEntries.in(books).find(his.key()))).contains(his);
    }

    @Test
    default void aLaterEntryReplacesTheOneOfItsKeyAndARemovedOneIsGone() {
        var before = person("a", "eleni");
        var later = person("a", "eleni.p");
        change(books -> SourceEntries.in(books).put(before));
        change(books -> SourceEntries.in(books).put(later));

        assertThat(found(books -> SourceEntries.in(books).find(before.key()))).contains(later);
        assertThat(listed(books -> SourceEntries.in(books).named(OKTA, SourceEntry.Kind.PERSON, "eleni")))
                .isEmpty();
        assertThat(succeeds(books -> SourceEntries.in(books).remove(before.key())))
                .isTrue();
        assertThat(succeeds(books -> SourceEntries.in(books).remove(before.key())))
                .isFalse();
        assertThat(found(books -> SourceEntries.in(books).find(before.key()))).isEmpty();
    }
}
