package org.sallyport.core.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Source;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

/// What is remembered of servers that ask.
class ServerNotesTest {
    private static final AskingServer DOVECOT = server("dovecot-1", "192.0.2.10");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final ServerNotes notes = new ServerNotes(olive.store, olive.clock);

    private static AskingServer server(String name, String address) {
        return AskingServer.at("verify", name, Source.of(InetAddress.ofLiteral(address)));
    }

    private void asks(AskingServer server, Outcome outcome) {
        notes.answered(server, outcome, olive.clock.instant());
    }

    private List<SeenServer> onRecord() {
        return olive.store.look(books -> SeenServers.in(books).all());
    }

    private ServerStanding standing(AskingServer server) {
        return notes.all().stream()
                .filter(one -> one.server().equals(server))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void questionsOfTheLastMinuteAndTheLastHourAreCountedByWhatCameOfThem() {
        asks(DOVECOT, Outcome.REFUSED);
        olive.clock.forward(Duration.ofMinutes(30));
        asks(DOVECOT, Outcome.UNAVAILABLE);
        olive.clock.forward(Duration.ofMinutes(5));
        asks(DOVECOT, Outcome.ANSWERED);
        asks(DOVECOT, Outcome.ANSWERED);

        assertThat(standing(DOVECOT).minute()).isEqualTo(new Rate(2, 0, 0));
        assertThat(standing(DOVECOT).hour()).isEqualTo(new Rate(2, 1, 1));
        assertThat(standing(DOVECOT).hour().questions()).isEqualTo(4);
    }

    @Test
    void whatIsOlderThanAnHourIsNotCountedAnyMore() {
        asks(DOVECOT, Outcome.REFUSED);
        olive.clock.forward(Duration.ofMinutes(61));

        assertThat(standing(DOVECOT).hour()).isEqualTo(Rate.NONE);

        asks(DOVECOT, Outcome.ANSWERED);
        assertThat(standing(DOVECOT).hour()).isEqualTo(new Rate(1, 0, 0));
    }

    @Test
    void whenAServerWasHeardOfOutlivesTheProcess() {
        asks(DOVECOT, Outcome.ANSWERED);
        var first = olive.clock.instant();
        olive.clock.forward(Duration.ofSeconds(40));
        asks(DOVECOT, Outcome.ANSWERED);
        notes.flush();

        var later = new ServerNotes(olive.store, olive.clock).all();

        assertThat(later)
                .containsExactly(new ServerStanding(
                        new SeenServer(DOVECOT, first, olive.clock.instant()), Rate.NONE, Rate.NONE));
    }

    @Test
    void nothingIsWrittenOfAServerThatWasNotHeardOfSince() {
        asks(DOVECOT, Outcome.ANSWERED);
        notes.flush();
        olive.store.transact(books -> {
            SeenServers.in(books).sweep(olive.clock.instant().plusSeconds(1));
            return true;
        });
        notes.flush();

        assertThat(onRecord()).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenTheNextTime() {
        var broken = new ServerNotes(
                new Store() {
                    private boolean down = true;

                    @Override
                    public <R> R transact(Function<Books, R> work) {
                        if (down) {
                            down = false;
                            throw new Unavailable("the store", "it is down");
                        }
                        return olive.store.transact(work);
                    }

                    @Override
                    public <R> R look(Function<Books, R> work) {
                        return olive.store.look(work);
                    }
                },
                olive.clock);
        broken.answered(DOVECOT, Outcome.ANSWERED, olive.clock.instant());

        assertThatThrownBy(broken::flush).isInstanceOf(Unavailable.class);
        broken.flush();

        assertThat(onRecord()).extracting(SeenServer::server).containsExactly(DOVECOT);
    }

    @Test
    void aFloodOfStrangersTakesSoMuchRoomAndCostsNoServerItsPlace() {
        asks(DOVECOT, Outcome.ANSWERED);
        for (int i = 0; i < 10_000; i++) {
            olive.clock.forward(Duration.ofMillis(1));
            asks(server("", "10.0." + i / 250 + "." + i % 250), Outcome.REFUSED);
        }

        assertThat(notes.all())
                .hasSize(SeenServers.MOST + 1)
                .anyMatch(one -> one.server().equals(DOVECOT))
                .anyMatch(one -> one.server().address().equals("10.0.39.249"));
    }

    @Test
    void oneCustomerLineIsOneAddress() {
        assertThat(server("dovecot-1", "2001:db8::1")).isEqualTo(server("dovecot-1", "2001:db8::2"));
        assertThat(server("dovecot-1", "192.0.2.1")).isNotEqualTo(server("dovecot-1", "192.0.2.2"));
        assertThat(AskingServer.at("dovecot", "postfix-1", Source.UNKNOWN).address())
                .isEmpty();
    }
}
