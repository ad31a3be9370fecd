package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;

public interface SendersContract extends StoreUnderTest {
    private static AccountId eleni() {
        return Fixtures.eleni().id();
    }

    private static Sender phone(AccountId account, String client, Instant at, long times) {
        return from("192.0.2.0/24", account, client, at, times);
    }

    private static Sender from(String network, AccountId account, String client, Instant at, long times) {
        return new Sender(
                account,
                Protocol.IMAP,
                Network.parse(network).orElseThrow(),
                "dovecot-1",
                client.isEmpty() ? Optional.empty() : Optional.of(new ClientName(client)),
                new Sender.Seen(at, at, times));
    }

    private List<Sender> known(AccountId account) {
        return listed(books -> Senders.in(books).of(account));
    }

    private void seen(Sender... senders) {
        change(books -> Senders.in(books).seen(List.of(senders)));
    }

    @Test
    default void aSenderIsKeptWhole() {
        var named = phone(eleni(), "Thunderbird 102", Fixtures.NOW, 3);
        var nowhere = new Sender(
                eleni(),
                Protocol.SMTP,
                Network.NOWHERE,
                "",
                Optional.empty(),
                new Sender.Seen(Fixtures.NOW.minusSeconds(60), Fixtures.NOW.minusSeconds(5), 9));

        seen(nowhere, named);

        assertThat(known(eleni())).containsExactly(named, nowhere);
        assertThat(known(Fixtures.nikos().id())).isEmpty();
    }

    @Test
    default void oneThatIsSeenAgainStaysOne() {
        var later = Fixtures.NOW.plusSeconds(60);
        seen(phone(eleni(), "Thunderbird 102", Fixtures.NOW, 3));
        seen(phone(eleni(), "Thunderbird 115", later, 4));
        seen(phone(eleni(), "Thunderbird 91", Fixtures.NOW.minusSeconds(60), 5));

        var seen = new Sender.Seen(Fixtures.NOW.minusSeconds(60), later, 12);
        assertThat(known(eleni())).singleElement().satisfies(one -> {
            assertThat(one.seen()).isEqualTo(seen);
            assertThat(one.client()).contains(new ClientName("Thunderbird 115"));
        });
    }

    @Test
    default void aNameIsKeptWhereTheNextOneSaysNothing() {
        seen(phone(eleni(), "", Fixtures.NOW, 1));
        seen(phone(eleni(), "Thunderbird 102", Fixtures.NOW.minusSeconds(1), 1));
        seen(phone(eleni(), "", Fixtures.NOW.plusSeconds(1), 1));

        assertThat(known(eleni()))
                .singleElement()
                .satisfies(one -> assertThat(one.client()).contains(new ClientName("Thunderbird 102")));
    }

    @Test
    default void oneThatIsThereTwiceInAListIsAddedUp() {
        seen(
                phone(eleni(), "", Fixtures.NOW, 1),
                phone(Fixtures.nikos().id(), "", Fixtures.NOW, 1),
                phone(eleni(), "", Fixtures.NOW.plusSeconds(1), 2));

        assertThat(known(eleni()))
                .singleElement()
                .satisfies(one -> assertThat(one.seen().times()).isEqualTo(3));
        assertThat(known(Fixtures.nikos().id())).hasSize(1);
    }

    @Test
    default void whatCameLeastLatelyMakesRoom() {
        seen(phone(Fixtures.nikos().id(), "", Fixtures.NOW.minusSeconds(9_000), 1));
        change(books -> Senders.in(books)
                .seen(IntStream.range(0, Senders.MOST)
                        .mapToObj(i -> from("10.0." + i + ".0/24", eleni(), "", Fixtures.NOW.plusSeconds(i), 1))
                        .toList()));

        seen(from("10.1.0.0/24", eleni(), "", Fixtures.NOW.plusSeconds(900), 1));

        assertThat(known(eleni()))
                .hasSize(Senders.MOST)
                .extracting(one -> one.network().toString())
                .contains("10.1.0.0/24", "10.0.1.0/24")
                .doesNotContain("10.0.0.0/24");
        assertThat(known(Fixtures.nikos().id())).hasSize(1);
    }

    @Test
    default void ofManyAtOnceEachIsCounted() {
        assertThat(Crowd.of(20).succeeding(i -> {
                    seen(phone(eleni(), "", Fixtures.NOW.plusSeconds(i), 1));
                    return true;
                }))
                .isEqualTo(20);

        assertThat(known(eleni()))
                .singleElement()
                .satisfies(one -> assertThat(one.seen().times()).isEqualTo(20));
    }

    @Test
    default void oneThatIsForgottenIsGoneUntilItComesAgain() {
        var phone = phone(eleni(), "Thunderbird 102", Fixtures.NOW, 3);
        var other = from("10.0.0.0/24", eleni(), "", Fixtures.NOW, 1);
        seen(phone, other, phone(Fixtures.nikos().id(), "", Fixtures.NOW, 1));

        assertThat(succeeds(books -> Senders.in(books).forget(phone(eleni(), "", Fixtures.NOW, 1))))
                .isTrue();
        assertThat(succeeds(books -> Senders.in(books).forget(phone))).isFalse();

        assertThat(known(eleni())).containsExactly(other);
        assertThat(known(Fixtures.nikos().id())).hasSize(1);
        seen(phone);
        assertThat(known(eleni())).hasSize(2);
    }

    @Test
    default void whatComesNoMoreIsForgotten() {
        seen(phone(eleni(), "", Fixtures.NOW, 1), from("10.0.0.0/24", eleni(), "", Fixtures.NOW.plusMillis(1), 1));

        change(books -> Senders.in(books).sweep(Fixtures.NOW.plusMillis(1)));

        assertThat(known(eleni()))
                .singleElement()
                .satisfies(one -> assertThat(one.network()).hasToString("10.0.0.0/24"));
        change(books -> Senders.in(books).sweep(Fixtures.NOW.plus(Duration.ofDays(1))));
        assertThat(known(eleni())).isEmpty();
    }
}
