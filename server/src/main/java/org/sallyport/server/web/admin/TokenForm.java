package org.sallyport.server.web.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.WantedToken;
import org.sallyport.core.caller.Network;
import org.sallyport.server.web.frame.Said;

/// A token as its form asks for it.
///
/// @param kind `personal` or `client`
/// @param scopes codes of permissions
/// @param days for how long
/// @param networks from where alone, one on a line; empty for anywhere
public record TokenForm(String name, String kind, List<String> scopes, String days, String networks) {
    /// For how many days a token may last, as the form offers it.
    static final List<Integer> DAYS = List.of(7, 30, 90, 180, WantedToken.MOST_DAYS);

    private static final int MOST_NETWORKS = 20;

    // A field that a request leaves out is an empty one.
    public TokenForm(
            @Nullable String name,
            @Nullable String kind,
            @Nullable List<String> scopes,
            @Nullable String days,
            @Nullable String networks) {
        this.name = name == null ? "" : name.strip();
        this.kind = kind == null ? "" : kind;
        this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
        this.days = days == null ? "" : days;
        this.networks = networks == null ? "" : networks.strip();
    }

    static TokenForm usual() {
        return new TokenForm("", "personal", List.of(), "90", "");
    }

    List<Said> problems() {
        var problems = new ArrayList<Said>();
        if (name.isEmpty() || name.length() > Allowance.LONGEST_NAME) {
            problems.add(Said.of("token.problem.name", Allowance.LONGEST_NAME).about("name"));
        }
        if (kindOf().isEmpty()) {
            problems.add(Said.of("token.problem.kind").about("kind-personal"));
        }
        if (chosen().isEmpty()) {
            problems.add(Said.of("token.problem.scopes").about("scopes"));
        } else if (kindOf().equals(Optional.of(ApiToken.Kind.CLIENT)) && wants(Permission.APPROVE)) {
            problems.add(Said.of("token.problem.approve").about("scopes"));
        }
        if (lasts().isEmpty()) {
            problems.add(Said.of("token.problem.days").about("days"));
        }
        if (parsed().isEmpty()) {
            problems.add(Said.of("token.problem.networks").about("networks"));
        }
        return problems;
    }

    /// @throws java.util.NoSuchElementException where there are problems
    WantedToken wanted() {
        return new WantedToken(
                kindOf().orElseThrow(), new Allowance(name, chosen(), parsed().orElseThrow()), lasts().orElseThrow());
    }

    public boolean wants(Permission permission) {
        return scopes.contains(permission.code());
    }

    private Optional<ApiToken.Kind> kindOf() {
        return switch (kind) {
            case "personal" -> Optional.of(ApiToken.Kind.PERSONAL);
            case "client" -> Optional.of(ApiToken.Kind.CLIENT);
            default -> Optional.empty();
        };
    }

    private Set<Permission> chosen() {
        var chosen = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values()).filter(this::wants).forEach(chosen::add);
        return Allowance.scopesOf(chosen);
    }

    private Optional<Duration> lasts() {
        return DAYS.stream()
                .filter(offered -> offered.toString().equals(days))
                .map(Duration::ofDays)
                .findFirst();
    }

    private Optional<Set<Network>> parsed() {
        var networks = new HashSet<Network>();
        for (var typed : this.networks.split("[\\s,;]+", -1)) {
            var network = Network.parse(typed);
            if (network.isEmpty() && !typed.isEmpty()) {
                return Optional.empty();
            }
            network.ifPresent(networks::add);
        }
        return networks.size() > MOST_NETWORKS ? Optional.empty() : Optional.of(networks);
    }
}
