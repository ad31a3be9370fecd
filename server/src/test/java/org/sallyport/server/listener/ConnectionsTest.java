package org.sallyport.server.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.sallyport.core.caller.Source;

final class ConnectionsTest {
    private static final Caps WIDE = new Caps(100, 100, 100);

    @Test
    void T46_allListenersTogetherLeaveDescriptorsForEverythingElse() {
        var descriptors = new Descriptors(2);
        var one = new Connections(WIDE, descriptors);
        var other = new Connections(WIDE, descriptors);
        var known = new EmbeddedChannel();
        assertThat(one.admit(known)).isTrue();
        one.proved(known);
        assertThat(one.admit(new EmbeddedChannel())).isTrue();

        assertThat(other.admit(new EmbeddedChannel())).isFalse();

        one.left(known);
        assertThat(other.admit(new EmbeddedChannel())).isTrue();
    }

    @Test
    void whoeverMakesRoomIsClosedAndCountedNoMore() {
        var descriptors = new Descriptors(1);
        var connections = new Connections(WIDE, descriptors);
        var first = new EmbeddedChannel();
        var second = new EmbeddedChannel();
        connections.admit(first);

        assertThat(connections.admit(second)).isTrue();
        assertThat(first.isOpen()).isFalse();

        connections.left(first);
        connections.left(second);
        assertThat(connections.admit(new EmbeddedChannel())).isTrue();
    }

    @Test
    void addressesOfOneNetworkOfSixtyFourBitsAreOneSource() {
        var connections = new Connections(new Caps(100, 1, 100), new Descriptors(100));
        var first = new EmbeddedChannel();
        var second = new EmbeddedChannel();
        connections.admit(first);
        connections.admit(second);

        assertThat(connections.comesFrom(
                        first, Source.ofLiteral("2001:db8::1").prefix().orElseThrow()))
                .isTrue();
        assertThat(connections.comesFrom(
                        second, Source.ofLiteral("2001:db8::2").prefix().orElseThrow()))
                .isFalse();
    }
}
