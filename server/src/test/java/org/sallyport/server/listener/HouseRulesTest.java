package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.EpollSocketChannelConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Caps, deadlines, draining and the last catch, the same for every protocol.
final class HouseRulesTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final House house = new House();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        house.close();
    }

    private Peer greeted() throws IOException {
        var peer = house.caller();
        assertThat(peer.line()).startsWith("hello ");
        return peer;
    }

    private Peer known() throws IOException {
        var peer = greeted();
        assertThat(peer.send("it is me\n").line()).isEqualTo("welcome");
        return peer;
    }

    @Test
    void whoeverDoesNotProveItselfInTimeIsCut() throws IOException {
        house.deadlines = new Deadlines(LONG, SHORT, LONG, LONG, LONG, LONG);

        assertThat(greeted().send("one\n").isClosed()).isTrue();
    }

    @Test
    void whoeverHasProvedItselfStays() throws IOException {
        house.deadlines = new Deadlines(LONG, SHORT, LONG, LONG, LONG, LONG);
        var known = known();

        assertThat(greeted().isClosed()).isTrue();

        assertThat(known.send("one\n").line()).isEqualTo("one");
    }

    @Test
    void theKernelAsksWhetherSilentCallersAreStillThere() throws IOException {
        known();
        var config =
                (EpollSocketChannelConfig) house.flock.connections.getFirst().config();

        assertThat(config.isKeepAlive()).isTrue();
        assertThat(config.getTcpKeepIdle()).isEqualTo(Transport.SILENCE_SECONDS);
    }

    @Test
    void T18_whoeverNeverTakesItsAnswersIsCut() throws IOException {
        house.deadlines = new Deadlines(LONG, LONG, LONG, LONG, SHORT, LONG);
        var deaf = known();

        // More than the buffers of both ends hold together.
        deaf.send("more\n".repeat(64));
        org.awaitility.Awaitility.await().until(() -> isGone(deaf));
    }

    @Test
    void T18_aMessageThatDripsIsCutAlsoOfSomebodyKnown() throws IOException {
        house.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, LONG, new Pace(SHORT, 1));
        var known = known();

        assertThat(known.send("o").isClosed()).isTrue();
    }

    @Test
    void whoeverPausesBetweenTwoMessagesOrHasSentEnoughOfOneStays() throws IOException {
        house.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, LONG, new Pace(SHORT, 1));
        var pausing = known();
        var ahead = known().send("a".repeat(100));

        // Began after both of them, and was cut.
        assertThat(known().send("o").isClosed()).isTrue();

        assertThat(pausing.send("one\n").line()).isEqualTo("one");
        assertThat(ahead.send("h\n").line()).isEqualTo("a".repeat(100) + "h");
    }

    @Test
    void everyMessageHasAPaceOfItsOwn() throws IOException {
        house.deadlines = new Deadlines(LONG, LONG, LONG, LONG, LONG, LONG, new Pace(A_WHILE, 1_000_000));
        var busy = known();
        long until = System.nanoTime() + A_WHILE.multipliedBy(2).toNanos();

        // Each piece ends a message and begins the next one, for longer than one message may take.
        busy.send("on");
        while (System.nanoTime() < until) {
            assertThat(busy.send("e\non").line()).isEqualTo("one");
        }
        assertThat(busy.send("e\n").line()).isEqualTo("one");
    }

    @Test
    void handshakesAreATimeOfSigningInToo() throws IOException, GeneralSecurityException {
        house.deadlines = new Deadlines(LONG, SHORT, LONG, LONG, LONG, LONG);
        house.places = List.of(House.loopback(TlsStart.AT_ONCE));
        house.tls = Optional.of(new TlsSettings(List.of(PemFiles.in(folder, "mail.example")), List.of()));

        assertThat(house.caller().isClosed()).isTrue();
    }

    private static boolean isGone(Peer deaf) {
        try {
            deaf.send("more\n");
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void theUnprovedOfOneSourceMakeRoomForEachOther() throws IOException {
        house.caps = new Caps(100, 100, 2, 1);
        var known = known();
        var first = greeted();
        var second = greeted();
        var third = greeted();

        assertThat(first.isClosed()).isTrue();
        assertThat(second.send("one\n").line()).isEqualTo("one");
        assertThat(third.send("one\n").line()).isEqualTo("one");
        assertThat(known.send("one\n").line()).isEqualTo("one");
    }

    @Test
    void T46_aListenerThatIsFullLeavesTheOthersFree() throws IOException {
        house.caps = new Caps(10, 10, 1);
        for (int i = 0; i < 10; i++) {
            known();
        }
        assertThat(house.caller().isClosed()).isTrue();

        try (var other = new House()) {
            var peer = other.caller();
            assertThat(peer.line()).startsWith("hello ");
            assertThat(peer.send("one\n").line()).isEqualTo("one");
        }
    }

    @Test
    void aDefectClosesOneConnectionAndNoOther() throws IOException {
        var bystander = greeted();

        assertThat(greeted().send("defect\n").isClosed()).isTrue();

        assertThat(bystander.send("one\n").line()).isEqualTo("one");
    }

    @Test
    void everyConversationIsFinishedWhenTheListenerCloses() throws IOException {
        var peer = greeted();

        house.listener().close();

        assertThat(peer.line()).isEqualTo("farewell");
        assertThat(peer.isClosed()).isTrue();
    }
}
