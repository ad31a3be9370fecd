package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.SeenServer;
import org.sallyport.core.asking.SeenServers;
import org.sallyport.core.fixture.Crowd;

/// When servers were heard of adds up, over all nodes, and takes so much room and no more.
public interface SeenServersContract extends StoreUnderTest {
    Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    AskingServer DOVECOT = new AskingServer("verify", "dovecot-1", "192.0.2.10");

    private static SeenServer seen(AskingServer server, int first, int last) {
        return new SeenServer(server, NINE.plusSeconds(first), NINE.plusSeconds(last));
    }

    private List<SeenServer> all() {
        return in(books -> SeenServers.in(books).all());
    }

    @Test
    default void theEarliestAndTheLatestMomentOfAServerAreKept() {
        change(books -> SeenServers.in(books).seen(List.of(seen(DOVECOT, 10, 20))));
        change(books -> SeenServers.in(books).seen(List.of(seen(DOVECOT, 15, 30))));
        change(books -> SeenServers.in(books).seen(List.of(seen(DOVECOT, 5, 7))));

        assertThat(all()).containsExactly(seen(DOVECOT, 5, 30));
    }

    @Test
    default void serversAreListedByListenerNameAndAddress() {
        var stranger = new AskingServer("verify", "", "203.0.113.7");
        var elsewhere = new AskingServer("verify", "dovecot-1", "192.0.2.9");
        var ldap = new AskingServer("ldap", "wiki", "");
        change(books -> SeenServers.in(books)
                .seen(List.of(seen(DOVECOT, 1, 1), seen(stranger, 1, 1), seen(elsewhere, 1, 1), seen(ldap, 1, 1))));

        assertThat(all()).extracting(SeenServer::server).containsExactly(ldap, stranger, DOVECOT, elsewhere);
    }

    @Test
    default void aFloodOfStrangersCostsStrangersTheirPlaceAndNobodyElse() {
        change(books -> SeenServers.in(books).seen(List.of(seen(DOVECOT, 0, 0))));
        for (int i = 1; i <= SeenServers.MOST + 20; i++) {
            var stranger = seen(new AskingServer("verify", "", "203.0.113." + i), i, i);
            change(books -> SeenServers.in(books).seen(List.of(stranger)));
        }

        assertThat(all())
                .hasSize(SeenServers.MOST + 1)
                .contains(seen(DOVECOT, 0, 0))
                .noneMatch(seen -> seen.server().address().equals("203.0.113.20"))
                .anyMatch(seen -> seen.server().address().equals("203.0.113.21"));
    }

    @Test
    default void whoIsSilentForLongIsForgotten() {
        var proxy = new AskingServer("verify", "proxy-1", "192.0.2.11");
        change(books -> SeenServers.in(books).seen(List.of(seen(DOVECOT, 0, 5), seen(proxy, 0, 6))));
        change(books -> SeenServers.in(books).sweep(NINE.plusSeconds(6)));

        assertThat(all()).containsExactly(seen(proxy, 0, 6));
    }

    @Test
    default void manyNodesWriteDownTheSameServersAtOnce() {
        var proxy = new AskingServer("verify", "proxy-1", "192.0.2.11");
        Crowd.of(20).does(i -> {
            change(books -> SeenServers.in(books)
                    .seen(
                            i % 2 == 0
                                    ? List.of(seen(DOVECOT, i, i), seen(proxy, i, i))
                                    : List.of(seen(proxy, i, i), seen(DOVECOT, i, i))));
            return i;
        });

        assertThat(all()).containsExactly(seen(DOVECOT, 0, 19), seen(proxy, 0, 19));
    }
}
