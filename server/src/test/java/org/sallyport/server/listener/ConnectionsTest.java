package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Source;

final class ConnectionsTest {
    private static final Caps WIDE = new Caps(100, 100, 100);

    private static Connections of(Caps caps, Descriptors descriptors) {
        return new Connections(caps, Stress.NONE, descriptors);
    }

    private static EmbeddedChannel admitted(Connections connections) {
        var channel = new EmbeddedChannel();
        assertThat(connections.admit(channel)).isTrue();
        return channel;
    }

    private static EmbeddedChannel known(Connections connections) {
        var channel = admitted(connections);
        connections.proved(channel);
        return channel;
    }

    private static List<EmbeddedChannel> admitted(Connections connections, int count) {
        var channels = new ArrayList<EmbeddedChannel>();
        for (int i = 0; i < count; i++) {
            channels.add(admitted(connections));
        }
        return channels;
    }

    @Test
    void T46_allListenersTogetherLeaveDescriptorsForEverythingElse() {
        var descriptors = new Descriptors(4);
        var one = of(WIDE, descriptors);
        var other = of(WIDE, descriptors);
        known(one);
        known(one);
        known(other);
        known(other);

        assertThat(one.admit(new EmbeddedChannel())).isFalse();
        assertThat(other.admit(new EmbeddedChannel())).isFalse();
    }

    @Test
    void T46_aListenerThatTakesAllItCanLeavesTheOthersTheirShare() {
        var descriptors = new Descriptors(9);
        var greedy = of(WIDE, descriptors);
        var modest = of(new Caps(1, 100, 100), descriptors);
        var other = of(WIDE, descriptors);
        for (int i = 0; i < 5; i++) {
            known(greedy);
        }

        assertThat(greedy.admit(new EmbeddedChannel())).isFalse();

        // A third each, but for the one that never wants more than one.
        known(modest);
        known(other);
        known(other);
        known(other);
        assertThat(other.admit(new EmbeddedChannel())).isFalse();
    }

    @Test
    void aListenerThatIsClosedLeavesItsShareToTheOthers() {
        var descriptors = new Descriptors(2);
        var one = of(WIDE, descriptors);
        var other = of(WIDE, descriptors);
        known(one);
        assertThat(one.admit(new EmbeddedChannel())).isFalse();

        other.end();

        assertThat(one.admit(new EmbeddedChannel())).isTrue();
    }

    @Test
    void whoeverMakesRoomIsClosedAndCountedNoMore() {
        var descriptors = new Descriptors(1);
        var connections = of(WIDE, descriptors);
        var first = admitted(connections);
        var second = admitted(connections);

        assertThat(first.isOpen()).isFalse();

        connections.left(first);
        connections.left(second);
        assertThat(connections.admit(new EmbeddedChannel())).isTrue();
    }

    @Test
    void addressesOfOneNetworkOfSixtyFourBitsAreOneSource() {
        var connections = of(new Caps(100, 1, 100), new Descriptors(100));
        var first = admitted(connections);
        var second = admitted(connections);

        assertThat(connections.comesFrom(
                        first, Source.ofLiteral("2001:db8::1").prefix().orElseThrow()))
                .isTrue();
        assertThat(connections.comesFrom(
                        second, Source.ofLiteral("2001:db8::2").prefix().orElseThrow()))
                .isFalse();
    }

    @Test
    void nobodyGoesEarlyWhileThereIsPlentyOfRoom() {
        var connections = of(WIDE, new Descriptors(1000));

        assertThat(admitted(connections, 75)).allMatch(EmbeddedChannel::isOpen);
    }

    @Test
    void T46_strangersMakeRoomBeforeThereIsNoneAndNewcomersAreLetIn() {
        var connections = of(new Caps(1000, 1000, 100), new Descriptors(10_000));
        var known = known(connections);

        var strangers = admitted(connections, 999);

        // Of some two hundred newcomers beyond the threshold a third and more cost somebody a place.
        assertThat(strangers).filteredOn(EmbeddedChannel::isOpen).hasSizeBetween(750, 950);
        assertThat(known.isOpen()).isTrue();
    }

    @Test
    void T46_whileSomebodyGuessesStrangersMakeRoomSooner() {
        var guessing = new AtomicBoolean(true);
        var connections = new Connections(new Caps(1000, 1000, 100), guessing::get, new Descriptors(10_000));

        assertThat(admitted(connections, 740))
                .filteredOn(EmbeddedChannel::isOpen)
                .hasSizeBetween(500, 700);

        guessing.set(false);
        assertThat(admitted(connections, 50)).allMatch(EmbeddedChannel::isOpen);
    }
}
