package org.sallyport.core.apppassword;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.caller.Source;
import org.sallyport.core.policy.Tying;

/// What the first use of an app password tied it to, and what its owner has allowed since. Narrower than its
/// [scope][Scope], which says what it may open at most.
///
/// @param families empty where it is tied to none
/// @param networks [neighbourhoods][Source#neighbourhood]; empty where it is tied to none. [Network#NOWHERE] stands for
///     servers that do not say where the app is
public record Ties(Set<Protocol.Family> families, Set<Network> networks) {
    public static final Ties NONE = new Ties(Set.of(), Set.of());

    /// How many networks there can be.
    public static final int MOST_NETWORKS = 50;

    public Ties {
        if (networks.size() > MOST_NETWORKS) {
            throw new IllegalArgumentException("an app password is tied to 50 networks at most");
        }
        families = families.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(families));
        networks = Set.copyOf(networks);
    }

    /// What a first use of this kind ties to. A source that nobody knows ties to no network.
    public static Ties of(Tying tying, Protocol protocol, Source source) {
        boolean isSomewhere = source.address().isPresent();
        return new Ties(
                tying.isToProtocol() ? Set.of(protocol.family()) : Set.of(),
                tying.isToNetwork() && isSomewhere ? Set.of(source.neighbourhood()) : Set.of());
    }

    /// These, as far as the policy of today still ties.
    public Ties under(Tying tying) {
        return new Ties(tying.isToProtocol() ? families : Set.of(), tying.isToNetwork() ? networks : Set.of());
    }

    public boolean allow(Protocol protocol) {
        return families.isEmpty() || families.contains(protocol.family());
    }

    /// False where it is tied to networks and the source is unknown: what cannot be told is not allowed.
    public boolean allow(Source source) {
        return networks.isEmpty() || networks.contains(source.neighbourhood());
    }

    /// These and that as well; what was not tied stays free.
    public Ties and(Protocol.Family family, Network network) {
        var more = new HashSet<>(families);
        var wider = new HashSet<>(networks);
        if (!families.isEmpty()) {
            more.add(family);
        }
        if (!networks.isEmpty()) {
            wider.add(network);
        }
        return new Ties(more, wider);
    }

    public boolean areNone() {
        return families.isEmpty() && networks.isEmpty();
    }

    /// Whether one more network finds no room.
    boolean areFullFor(Network network) {
        return networks.size() >= MOST_NETWORKS && !networks.contains(network);
    }
}
