package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.device.SentMail;
import org.sallyport.core.fixture.Fixtures;

public interface SentMailContract extends StoreUnderTest {
    private static AccountId scanner() {
        return Fixtures.eleni().id();
    }

    private static SentMail.Entry entry(String instance, String outcome, int recipients, Instant at) {
        return new SentMail.Entry(scanner(), instance, outcome, recipients, at);
    }

    private void put(SentMail.Entry... entries) {
        change(books -> List.of(entries).forEach(SentMail.in(books)::put));
    }

    private List<SentMail.Count> counted(Instant since) {
        return listed(books -> SentMail.in(books).count(scanner(), since));
    }

    @Test
    default void aMessageIsFoundByWhatItsServerCallsItAndWhatCameOfIt() {
        var sent = entry("a.1", SentMail.Entry.SENT, 3, Fixtures.NOW);
        put(sent);

        assertThat(found(books -> SentMail.in(books).find(scanner(), "a.1", SentMail.Entry.SENT)))
                .contains(sent);
        assertThat(found(books -> SentMail.in(books).find(scanner(), "a.1", "cap")))
                .isEmpty();
        assertThat(found(books -> SentMail.in(books).find(Fixtures.nikos().id(), "a.1", SentMail.Entry.SENT)))
                .isEmpty();
    }

    @Test
    default void messagesAreCountedByWhatCameOfThem() {
        put(
                entry("old", SentMail.Entry.SENT, 9, Fixtures.NOW),
                entry("a", SentMail.Entry.SENT, 1, Fixtures.NOW.plusMillis(1)),
                entry("a", SentMail.Entry.SENT, 2, Fixtures.NOW.plusMillis(1)),
                entry("b", SentMail.Entry.SENT, 1, Fixtures.NOW.plusSeconds(5)),
                entry("b", "cap", 1, Fixtures.NOW.plusSeconds(5)));
        change(books -> SentMail.in(books)
                .put(new SentMail.Entry(
                        Fixtures.nikos().id(), "a", SentMail.Entry.SENT, 5, Fixtures.NOW.plusSeconds(1))));

        assertThat(counted(Fixtures.NOW))
                .containsExactly(new SentMail.Count("cap", 1, 1), new SentMail.Count(SentMail.Entry.SENT, 2, 3));
        assertThat(counted(Fixtures.NOW.plusSeconds(5))).isEmpty();
    }

    @Test
    default void whatIsOldIsForgotten() {
        put(
                entry("old", SentMail.Entry.SENT, 9, Fixtures.NOW),
                entry("a", SentMail.Entry.SENT, 1, Fixtures.NOW.plusMillis(1)));

        change(books -> SentMail.in(books).sweep(Fixtures.NOW));

        assertThat(counted(Fixtures.NOW.minusSeconds(60)))
                .containsExactly(new SentMail.Count(SentMail.Entry.SENT, 1, 1));
    }
}
