package org.sallyport.server.listener;

import io.netty.channel.Channel;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.caller.Network;

/// Who is let in while there is room. Thread-safe.
///
/// A full listener is what an attacker wants: callers who have proved who they are keep their connections, and among
/// the rest anyone makes room for the newcomer, the sooner the fuller it is ([EarlyDrop]). Were it the one that has
/// waited longest, a flood would push out everybody who needs longer than the flood does; were it the newcomer, a flood
/// that is in would keep everybody out.
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to do
final class Connections {
    private static final int MOST_KNOWN = 1024;

    private final Caps caps;
    private final Stress stress;
    private final Descriptors.Share descriptors;
    private final Map<Channel, Guest> guests = new HashMap<>();
    private final Map<Network, Crowd> bySource = new HashMap<>();
    private final SequencedSet<Channel> unproved = new LinkedHashSet<>();
    /// Where somebody has shown who it is, the latest last.
    private final SequencedSet<Network> known = new LinkedHashSet<>();

    Connections(Caps caps, Stress stress, Descriptors descriptors) {
        this.caps = caps;
        this.stress = stress;
        this.descriptors = descriptors.share(caps.connections());
    }

    /// Counts the connection in, or says that there is no room for it. [#left] must follow when an admitted one closes.
    boolean admit(Channel connection) {
        Channel makesRoom = null;
        boolean room;
        var drop = EarlyDrop.under(stress);
        synchronized (this) {
            int forUnproved = caps.connections() - (guests.size() - unproved.size());
            boolean early = ThreadLocalRandom.current().nextDouble() < drop.chance(unproved.size(), forUnproved);
            room = guests.size() < caps.connections() && descriptors.take();
            if ((!room || early) && !unproved.isEmpty()) {
                makesRoom = unlucky();
                forget(makesRoom);
                room = room || descriptors.take();
            }
            if (room) {
                guests.put(connection, new Guest());
                unproved.add(connection);
            }
        }
        if (makesRoom != null) {
            makesRoom.close();
        }
        return room;
    }

    /// Notes where an admitted connection comes from, or says that this source has its share already.
    boolean comesFrom(Channel connection, Network source) {
        Channel makesRoom = null;
        synchronized (this) {
            var guest = guests.get(connection);
            if (guest == null) {
                return false;
            }
            var crowd = bySource.getOrDefault(source, new Crowd());
            if (crowd.open >= caps.perSource()) {
                return false;
            }
            if (crowd.unproved.size() >= caps.unprovedPerSource()) {
                makesRoom = crowd.unproved.getFirst();
                forget(makesRoom);
            }
            bySource.put(source, crowd);
            guest.source = source;
            crowd.open++;
            crowd.unproved.add(connection);
        }
        if (makesRoom != null) {
            makesRoom.close();
        }
        return true;
    }

    private Channel unlucky() {
        int skipped = ThreadLocalRandom.current().nextInt(unproved.size());
        return unproved.stream().skip(skipped).findFirst().orElseThrow();
    }

    synchronized void proved(Channel connection) {
        unproved.remove(connection);
        var crowd = crowdOf(connection);
        if (crowd != null) {
            crowd.unproved.remove(connection);
        }
        remember(guests.get(connection));
    }

    private void remember(@Nullable Guest guest) {
        if (guest != null && guest.source != null) {
            known.addLast(guest.source);
            if (known.size() > MOST_KNOWN) {
                known.removeFirst();
            }
        }
    }

    /// Whether somebody from this source has shown who it is, and not more than a thousand other sources since.
    synchronized boolean isKnown(Network source) {
        return known.contains(source);
    }

    /// Takes back [#proved]: the connection begins again.
    synchronized void unproved(Channel connection) {
        if (!guests.containsKey(connection)) {
            return;
        }
        unproved.add(connection);
        var crowd = crowdOf(connection);
        if (crowd != null) {
            crowd.unproved.add(connection);
        }
    }

    synchronized void left(Channel connection) {
        forget(connection);
    }

    /// No more are admitted, and none is left.
    void end() {
        descriptors.end();
    }

    private @Nullable Crowd crowdOf(Channel connection) {
        var guest = guests.get(connection);
        return guest == null || guest.source == null ? null : bySource.get(guest.source);
    }

    // Whoever made room is no longer counted while its close is still on the way.
    private void forget(Channel connection) {
        var crowd = crowdOf(connection);
        var guest = guests.remove(connection);
        unproved.remove(connection);
        if (guest != null) {
            descriptors.giveBack();
        }
        if (crowd != null && guest != null) {
            crowd.open--;
            crowd.unproved.remove(connection);
            if (crowd.open == 0) {
                bySource.remove(guest.source);
            }
        }
    }

    private static final class Guest {
        private @Nullable Network source;
    }

    private static final class Crowd {
        private int open;
        private final SequencedSet<Channel> unproved = new LinkedHashSet<>();
    }
}
