package org.sallyport.server.listener;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/// Who is let in while there is room. Thread-safe.
///
/// A full listener is what an attacker wants: callers who have proved who they are keep their connections, and among
/// the rest the one that has waited longest makes room for the newcomer.
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves nothing to do
final class Connections {
    private final Caps caps;
    private final Map<InetAddress, Integer> bySource = new HashMap<>();
    private final SequencedSet<Channel> unproved = new LinkedHashSet<>();
    private int open;

    Connections(Caps caps) {
        this.caps = caps;
    }

    /// Counts the connection in, or says that there is no room for it. [#left] must follow when an admitted one closes.
    boolean admit(Channel connection, InetAddress source) {
        Channel makesRoom = null;
        synchronized (this) {
            if (bySource.getOrDefault(source, 0) >= caps.perSource()) {
                return false;
            }
            if (open >= caps.connections()) {
                if (unproved.isEmpty()) {
                    return false;
                }
                makesRoom = unproved.removeFirst();
            }
            open++;
            bySource.merge(source, 1, Integer::sum);
            unproved.add(connection);
        }
        if (makesRoom != null) {
            makesRoom.close();
        }
        return true;
    }

    synchronized void proved(Channel connection) {
        unproved.remove(connection);
    }

    synchronized void left(Channel connection, InetAddress source) {
        open--;
        bySource.computeIfPresent(source, (_, count) -> count == 1 ? null : count - 1);
        unproved.remove(connection);
    }
}
