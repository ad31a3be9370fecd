package org.sallyport.core.api;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.Text;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Source;

/// What a token is for.
///
/// @param name what its maker calls it, 1 to 64 characters
/// @param scopes what it may, as far as whoever made it may that too
/// @param networks from where alone it is taken; empty for anywhere
public record Allowance(String name, Set<Permission> scopes, Set<Network> networks) {
    public static final int LONGEST_NAME = 64;

    /// What no token may: making tokens, which would outlive their end.
    private static final Set<Permission> PEOPLE_ONLY =
            EnumSet.of(Permission.API_TOKENS_MAKE, Permission.API_CLIENTS_MAKE);

    public Allowance {
        name = Text.line(name, LONGEST_NAME, "the name of a token");
        networks = Set.copyOf(networks);
        var allowed = EnumSet.noneOf(Permission.class);
        allowed.addAll(scopes);
        if (allowed.isEmpty() || allowed.stream().anyMatch(PEOPLE_ONLY::contains)) {
            throw new IllegalArgumentException("a token is for something, and not for what people alone may do");
        }
        scopes = Collections.unmodifiableSet(allowed);
    }

    /// What of this may be given to a token, in the order of the permissions.
    public static Set<Permission> scopesOf(Set<Permission> permissions) {
        var scopes = EnumSet.noneOf(Permission.class);
        scopes.addAll(permissions);
        scopes.removeAll(PEOPLE_ONLY);
        return scopes;
    }

    /// The same for less.
    public Allowance withScopes(Set<Permission> fewer) {
        return new Allowance(name, fewer, networks);
    }

    /// Whether it is taken from there. Where it is limited to networks, it is not taken from nowhere.
    public boolean isTakenFrom(Source source) {
        return networks.isEmpty()
                || source.address()
                        .filter(address -> networks.stream().anyMatch(network -> network.contains(address)))
                        .isPresent();
    }
}
