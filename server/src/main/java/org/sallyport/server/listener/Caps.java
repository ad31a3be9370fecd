package org.sallyport.server.listener;

import org.sallyport.server.config.Listening;

/// How much one listener takes on at once. Each listener has its own, so that filling one leaves the others free.
///
/// A source here is an IPv4 address or an IPv6 network of 64 bits. Sockets in the file system have none.
///
/// @param connections in total; when they are used up, anyone that has not proved itself makes room
/// @param perSource connections from one source
/// @param unprovedPerSource connections from one source that have not proved themselves; when they are used up, the one
///     of that source that has waited longest makes room
/// @param questions verdicts waited for at once, beside those that memory gives; the next one is told to ask again
public record Caps(int connections, int perSource, int unprovedPerSource, int questions) {
    private static final int QUESTIONS = 256;

    /// Where the configuration says nothing.
    public static final Caps DEFAULT = of(Listening.Caps.VERIFY);

    public Caps {
        if (connections < 1 || perSource < 1 || unprovedPerSource < 1 || questions < 1) {
            throw new IllegalArgumentException("caps are at least 1, found connections " + connections + ", per source "
                    + perSource + ", unproved per source " + unprovedPerSource + ", questions " + questions);
        }
    }

    /// As it is configured, with as many questions as every listener has.
    public static Caps of(Listening.Caps configured) {
        return new Caps(configured.connections(), configured.perSource(), configured.unprovedPerSource(), QUESTIONS);
    }

    /// Whether callers have proved themselves makes no difference to how many one source may have.
    public Caps(int connections, int perSource, int questions) {
        this(connections, perSource, perSource, questions);
    }
}
