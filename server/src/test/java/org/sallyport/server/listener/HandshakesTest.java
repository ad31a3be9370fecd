package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Promise;
import java.nio.channels.ClosedChannelException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Network;

final class HandshakesTest {
    private static final Network A_SERVER = Network.parse("192.0.2.25").orElseThrow();
    private static final Network HERE = Network.parse("192.0.2.1").orElseThrow();
    private static final Network THERE = Network.parse("192.0.2.2").orElseThrow();
    private static final Network ELSEWHERE = Network.parse("192.0.2.3").orElseThrow();

    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final Set<Network> known = new HashSet<>();
    private long nanos;
    /// Four in a moment, two of one source.
    private final Handshakes handshakes = new Handshakes(4, known::contains, () -> nanos);

    HandshakesTest() {
        loop.freezeTime();
    }

    private Promise<Void> from(Network source) {
        var turn = loop.newPromise();
        handshakes.begin(source, turn, loop.eventLoop());
        return turn;
    }

    private List<Promise<Void>> from(Network source, int times) {
        return IntStream.range(0, times).mapToObj(_ -> from(source)).toList();
    }

    private void aMomentLater() {
        nanos += Handshakes.MOMENT.toNanos();
        loop.advanceTimeBy(Handshakes.MOMENT.toNanos(), TimeUnit.NANOSECONDS);
        loop.runPendingTasks();
    }

    private static long begun(List<Promise<Void>> turns) {
        return turns.stream().filter(Promise::isSuccess).count();
    }

    @Test
    void T19_oneSourceBeginsHalfOfThemAndTheRestLater() {
        var flood = from(HERE, 5);
        assertThat(begun(flood)).isEqualTo(2);
        assertThat(from(THERE).isSuccess()).isTrue();

        aMomentLater();
        assertThat(begun(flood)).isEqualTo(4);
        aMomentLater();
        assertThat(begun(flood)).isEqualTo(5);
    }

    @Test
    void T19_allTogetherBeginSoManyInAMoment() {
        from(HERE, 2);
        from(THERE, 2);
        var late = from(ELSEWHERE);
        assertThat(late.isDone()).isFalse();

        aMomentLater();
        assertThat(late.isSuccess()).isTrue();
    }

    @Test
    void T19_sourcesTakeTurns() {
        from(ELSEWHERE, 2);
        from(A_SERVER, 2);
        var flood = from(HERE, 10);
        var neighbours = from(THERE, 2);

        aMomentLater();
        assertThat(begun(flood)).isEqualTo(2);
        assertThat(begun(neighbours)).isEqualTo(2);
    }

    @Test
    void T19_whoIsKnownGoesFirst() {
        from(HERE, 2);
        from(THERE, 2);
        var strangers = List.of(from(HERE), from(THERE), from(ELSEWHERE));
        known.add(A_SERVER);
        var server = from(A_SERVER, 2);

        aMomentLater();
        assertThat(begun(server)).isEqualTo(2);
        assertThat(begun(strangers)).isEqualTo(2);
        aMomentLater();
        assertThat(begun(strangers)).isEqualTo(3);
    }

    @Test
    void whoeverHasLeftIsNotWaitedFor() {
        var flood = from(HERE, 6);
        flood.subList(2, 4).forEach(turn -> turn.tryFailure(new ClosedChannelException()));
        loop.runPendingTasks();

        aMomentLater();
        assertThat(begun(flood)).isEqualTo(4);
    }
}
