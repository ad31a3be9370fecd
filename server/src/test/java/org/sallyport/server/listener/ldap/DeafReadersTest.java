package org.sallyport.server.listener.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchScope;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.roster.Roster;
import org.sallyport.server.listener.Caps;
import org.sallyport.server.listener.Exchange;
import org.sallyport.server.listener.Questions;
import org.sallyport.server.listener.StallingChannel;
import org.sallyport.server.listener.ThisMachine;

/// One service asks for everybody on many connections, and takes no answers.
final class DeafReadersTest {
    /// Code 51 without a name and a text.
    private static final String BUSY = "\n\u00013\u0004\0\u0004\0";

    private static final int PEOPLE = 200;
    private static final int DEAF = 20;
    private static final int ROOM = 1024 * 1024;
    private static final int WATER_MARK = 32 * 1024;

    private final OliveLdap ldap = new OliveLdap();
    private final AnswerRoom room = new AnswerRoom(ROOM);
    private final LdapSettings settings = ldap.settings(new Caps(1000, 1000, 100));
    private final Questions questions =
            new Questions(ldap.verifier, settings.listener().caps(), ldap.deadlines);
    private final LdapDesk desk = new LdapDesk(
            settings,
            ldap.verifier,
            questions,
            new Roster(ldap.store),
            ldap.olive.clock,
            room,
            LdapDesk.PATIENCE_OF_CALLERS);
    private final List<StallingChannel> channels = new ArrayList<>();

    @BeforeEach
    void manyPeople() {
        for (int i = 0; i < PEOPLE; i++) {
            ldap.add("person" + i + "@olive.example", "Somebody with a long name " + "x".repeat(70));
        }
    }

    @AfterEach
    void everybodyLeaves() {
        channels.forEach(StallingChannel::finishAndReleaseAll);
        questions.close();
        desk.lookUps.close();
    }

    private StallingChannel bound() {
        var channel =
                new StallingChannel(new Exchange(exchange -> new LdapConversation(desk, new ThisMachine(), exchange)));
        channels.add(channel);
        channel.writeInbound(Unpooled.wrappedBuffer(Said.bind(1)));
        assertThat(channel.taken()).isNotEmpty();
        return channel;
    }

    private static byte[] everybody(int id) {
        var all = Filter.createPresenceFilter("objectClass");
        return Said.message(
                id,
                new SearchRequestProtocolOp(
                        OliveLdap.SUFFIX, SearchScope.SUB, DereferencePolicy.NEVER, 0, 0, false, all, List.of()));
    }

    private void becomeDeaf() {
        for (int i = 0; i < DEAF; i++) {
            var deaf = bound();
            deaf.stall();
            deaf.writeInbound(Unpooled.wrappedBuffer(everybody(2)));
            // Each is told something, be it that there is no room.
            await().until(() -> {
                deaf.runPendingTasks();
                return waiting(deaf) > 0;
            });
        }
    }

    private static long waiting(StallingChannel channel) {
        return channel.unsafe().outboundBuffer().totalPendingWriteBytes();
    }

    private String asked(byte[] question) {
        var channel = bound();
        channel.writeInbound(Unpooled.wrappedBuffer(question));
        var said = new StringBuilder();
        await().until(() -> {
            channel.runPendingTasks();
            return !said.append(channel.taken()).isEmpty();
        });
        return said.toString();
    }

    @Test
    void whatWaitsForThemIsBoundedOnEachConnectionAndOnAllTogether() {
        becomeDeaf();

        assertThat(channels).allSatisfy(deaf -> assertThat(waiting(deaf)).isLessThan(2L * WATER_MARK));
        assertThat(room.left()).isBetween(0, ROOM / 2);
    }

    @Test
    void whoeverLooksSomebodyUpMeanwhileIsAnswered() {
        becomeDeaf();

        assertThat(asked(Said.search(2, "(uid=eleni@olive.example)"))).contains("eleni@olive.example");
        assertThat(asked(everybody(2))).contains(BUSY).doesNotContain("eleni@olive.example");
    }

    @Test
    void whenTheyAreGoneThereIsRoomAgain() {
        becomeDeaf();
        channels.forEach(StallingChannel::finishAndReleaseAll);
        channels.clear();

        assertThat(room.left()).isEqualTo(ROOM);
        assertThat(asked(everybody(2))).contains("eleni@olive.example");
    }

    @Test
    void whoeverTakesItsAnswerAfterAllGetsAllOfIt() {
        becomeDeaf();
        var slow = channels.getFirst();
        slow.takeAgain();
        slow.runPendingTasks();

        assertThat(slow.taken()).contains("person" + (PEOPLE - 1) + "@olive.example");
    }
}
