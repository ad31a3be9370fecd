package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditChain.Verification;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;

public interface AuditLogContract extends StoreUnderTest {
    private AuditEvent renamed(AccountId account, int second) {
        var by = new Actor.Person(account);
        return AuditEvent.of(
                AuditKind.APP_PASSWORD_RENAMED,
                account,
                by,
                Fixtures.NOW.plusSeconds(second),
                Map.of("label", "Κουζίνα & iPad = 100 % \n", "empty", ""));
    }

    @Test
    default void anEmptyLogHasASealedEndAndIsWhole() {
        var chain = new AuditChain(Fixtures.keyset());

        assertThat(in(books -> AuditLog.in(books).head()).filter(chain::isSealed))
                .isPresent();
        assertThat(chain.verify(store())).isEqualTo(new Verification.Whole(0));
    }

    @Test
    default void anEventIsKeptWholeWhoeverDidIt() {
        var eleni = Fixtures.eleni().id();
        var events = Stream.of(
                        new Actor.Person(eleni),
                        new Actor.Operator(),
                        new Actor.App("dovecot: main"),
                        new Actor.Sallyport(),
                        new Actor.Stranger())
                .map(by -> new AuditEvent(
                        Fixtures.NOW.plusNanos(1_234_567),
                        AuditKind.SIGN_IN_REJECTED,
                        Optional.empty(),
                        by,
                        Map.of("why", "ναι=όχι&", "source", "2001:db8::1")))
                .toList();
        change(books -> events.forEach(AuditLog.in(books)::append));

        assertThat(in(books -> AuditLog.in(books).since(0, 10)).stream().map(AuditLog.Entry::event))
                .containsExactlyElementsOf(events);
    }

    @Test
    default void entriesAreNumberedWithoutGapsAndReadInPages() {
        change(books -> IntStream.range(0, 5)
                .forEach(i -> AuditLog.in(books).append(renamed(Fixtures.eleni().id(), i))));

        assertThat(in(books -> AuditLog.in(books).since(0, 3)).stream().map(AuditLog.Entry::number))
                .containsExactly(1L, 2L, 3L);
        assertThat(in(books -> AuditLog.in(books).since(3, 3)).stream().map(AuditLog.Entry::number))
                .containsExactly(4L, 5L);
        assertThat(number(books -> AuditLog.in(books).head().orElseThrow().number()))
                .isEqualTo(5);
    }

    @Test
    default void theLatestAboutAnAccountComeFirst() {
        var eleni = Fixtures.eleni().id();
        var nikos = Fixtures.nikos().id();
        change(books ->
                IntStream.range(0, 6).forEach(i -> AuditLog.in(books).append(renamed(i % 2 == 0 ? eleni : nikos, i))));

        assertThat(in(books -> AuditLog.in(books).about(eleni, 2)).stream().map(AuditLog.Entry::number))
                .containsExactly(5L, 3L);
        assertThat(in(books -> AuditLog.in(books).about(eleni, 5, 2)).stream().map(AuditLog.Entry::number))
                .containsExactly(3L, 1L);
        assertThat(in(books -> AuditLog.in(books).about(eleni, 1, 2)).stream()).isEmpty();
    }

    @Test
    default void theChainIsWholeAfterManyWroteAtOnce() {
        Crowd.of(25).does(i -> {
            change(books -> AuditLog.in(books).append(renamed(Fixtures.eleni().id(), i)));
            change(books -> {
                AuditLog.in(books).append(renamed(Fixtures.nikos().id(), i));
                AuditLog.in(books).append(renamed(Fixtures.maria().id(), i));
            });
            return i;
        });

        assertThat(new AuditChain(Fixtures.keyset()).verify(store())).isEqualTo(new Verification.Whole(75));
    }

    @Test
    default void verifyingBesideAWriterFindsTheChainWhole() {
        var chain = new AuditChain(Fixtures.keyset());

        var found = Crowd.of(4).does(i -> {
            if (i == 0) {
                return chain.verify(store());
            }
            IntStream.range(0, 20)
                    .forEach(n -> change(books ->
                            AuditLog.in(books).append(renamed(Fixtures.eleni().id(), n))));
            return new Verification.Whole(0);
        });

        assertThat(found).allMatch(Verification.Whole.class::isInstance);
    }

    @Test
    default void theOldestAreLetGoAndTheRestIsWhole() {
        var chain = new AuditChain(Fixtures.keyset());
        writeTen();
        var head = in(books -> AuditLog.in(books).head()).orElseThrow();
        assertThat(in(books -> AuditLog.in(books).anchor()).isPresent()).isFalse();

        assertThat(letGo(4, 3)).isEqualTo(3);
        assertThat(letGo(4, 3)).isEqualTo(1);
        assertThat(letGo(4, 3)).isZero();

        assertThat(in(books -> AuditLog.in(books).since(0, 3)).stream().map(AuditLog.Entry::number))
                .containsExactly(5L, 6L, 7L);
        assertThat(in(books -> AuditLog.in(books).anchor()).map(AuditLog.Anchor::number))
                .contains(4L);
        assertThat(chain.verify(store())).isEqualTo(new Verification.Whole(6));
        assertThat(chain.verify(store(), head)).isEqualTo(new Verification.Whole(6));
        change(books -> AuditLog.in(books).append(renamed(Fixtures.eleni().id(), 11)));
        assertThat(chain.verify(store())).isEqualTo(new Verification.Whole(7));
    }

    @Test
    default void theLastEntryStaysAndWhateverIsBehindAYoungerOne() {
        writeTen();
        change(books -> AuditLog.in(books).append(renamed(Fixtures.eleni().id(), 1)));

        assertThat(letGo(5, 100)).isEqualTo(5);
        assertThat(letGo(100, 100)).isEqualTo(5);
        assertThat(letGo(100, 100)).isZero();

        assertThat(in(books -> AuditLog.in(books).since(0, 9)).stream().map(AuditLog.Entry::number))
                .containsExactly(11L);
        assertThat(new AuditChain(Fixtures.keyset()).verify(store())).isEqualTo(new Verification.Whole(1));
    }

    @Test
    default void T32_aHeadFromBeforeWhatWasLetGoSaysSo() {
        writeTen();
        change(books -> AuditLog.in(books).append(renamed(Fixtures.eleni().id(), 11)));
        var chain = new AuditChain(Fixtures.keyset());
        var third = in(books -> AuditLog.in(books).since(2, 1)).getFirst();
        letGo(8, 100);

        assertThat(chain.verify(store(), chain.endingWith(third)))
                .isEqualTo(
                        new Verification.BrokenAt(3, "was let go since the head you gave was made: give a later one"));
    }

    private void writeTen() {
        change(books -> IntStream.range(0, 10)
                .forEach(i -> AuditLog.in(books).append(renamed(Fixtures.eleni().id(), i))));
    }

    private int letGo(int beforeSecond, int most) {
        return in(books -> AuditLog.in(books).letGo(Fixtures.NOW.plusSeconds(beforeSecond), most));
    }
}
