package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.notice.CodeShares;

public interface CodeSharesContract extends StoreUnderTest {
    Source LINE = Source.ofLiteral("203.0.113.7");

    private Optional<Instant> reserve(String to, Source source, Instant now) {
        return reserve(to, Contact.Origin.PERSON, source, now);
    }

    private Optional<Instant> reserve(String to, Contact.Origin named, Source source, Instant now) {
        return found(books -> CodeShares.in(books).reserve(new EmailAddress(to), named, source, now));
    }

    @Test
    default void whoeverNamesAnAddressKeepsNobodyFromTheirOwnCode() {
        for (int i = 0; i < 5; i++) {
            reserve("eleni@pine.example", Contact.Origin.PERSON, LINE, Fixtures.NOW);
        }

        assertThat(reserve("eleni@pine.example", Contact.Origin.ORGANISATION, LINE, Fixtures.NOW))
                .isEmpty();
    }

    @Test
    default void T33_anAddressGetsThreeCodesInAnyTenMinutes() {
        for (int i = 0; i < 3; i++) {
            assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plusSeconds(i * 60L)))
                    .isEmpty();
        }

        assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plusSeconds(599)))
                .contains(Fixtures.NOW.plusSeconds(600));
        assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plusSeconds(600)))
                .isEmpty();
        assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plusSeconds(601)))
                .contains(Fixtures.NOW.plusSeconds(660));
    }

    @Test
    default void T33_anAddressGetsTenCodesInAnyDay() {
        for (int i = 0; i < 10; i++) {
            assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plus(Duration.ofHours(i))))
                    .isEmpty();
        }

        assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plus(Duration.ofHours(23))))
                .contains(Fixtures.NOW.plus(Duration.ofDays(1)));
        assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    default void T33_aMailboxIsOneHoweverItsAddressIsWritten() {
        reserve("eleni@pine.example", LINE, Fixtures.NOW);
        reserve("ELENI@Pine.example", LINE, Fixtures.NOW);
        reserve("eleni+one@pine.example", LINE, Fixtures.NOW);

        assertThat(reserve("eleni+two@pine.example", LINE, Fixtures.NOW)).isPresent();
        assertThat(reserve("helen@pine.example", LINE, Fixtures.NOW)).isEmpty();
    }

    @Test
    default void T33_aSourceHasCodesSentToAHundredPeopleInTenMinutes() {
        for (int i = 0; i < 100; i++) {
            assertThat(reserve("person" + i + "@pine.example", LINE, Fixtures.NOW))
                    .isEmpty();
        }

        assertThat(reserve("another@pine.example", LINE, Fixtures.NOW)).contains(Fixtures.NOW.plusSeconds(600));
        assertThat(reserve("another@pine.example", Source.ofLiteral("203.0.113.8"), Fixtures.NOW))
                .isEmpty();
        assertThat(reserve("somebody@pine.example", Source.UNKNOWN, Fixtures.NOW))
                .isEmpty();
    }

    @Test
    default void whatIsRefusedIsNotCounted() {
        for (int i = 0; i < 50; i++) {
            reserve("eleni@pine.example", LINE, Fixtures.NOW);
        }
        for (int i = 0; i < 97; i++) {
            assertThat(reserve("person" + i + "@pine.example", LINE, Fixtures.NOW))
                    .isEmpty();
        }

        assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plusSeconds(600)))
                .isEmpty();
    }

    @Test
    default void T33_ofManyWhoAskAtOnceThreeGetACode() {
        var answers = Crowd.of(16).does(i -> reserve("eleni@pine.example", LINE, Fixtures.NOW));

        assertThat(answers.stream().filter(Optional::isEmpty)).hasSize(3);
    }

    @Test
    default void whatNoLongerCountsIsForgotten() {
        reserve("eleni@pine.example", LINE, Fixtures.NOW);
        change(books -> CodeShares.in(books).sweep(Fixtures.NOW.plus(Duration.ofDays(1))));

        assertThat(reserve("eleni@pine.example", LINE, Fixtures.NOW.plus(Duration.ofDays(1))))
                .isEmpty();
    }
}
