package org.sallyport.server.web.account;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.web.frame.Said;

/// An app password as somebody fills in the form for one.
///
/// @param protocols codes of the protocols it shall open
/// @param until the last day on which it opens anything, `2027-01-31`; blank for no end
/// @param networks ranges of addresses it shall work from, separated by blanks, commas or lines; blank for anywhere
public record WantedAppPassword(String label, List<String> protocols, String until, String networks) {
    private static final int MOST_NETWORKS = 20;

    // A field that a request leaves out is an empty one.
    public WantedAppPassword(
            @Nullable String label,
            @Nullable List<String> protocols,
            @Nullable String until,
            @Nullable String networks) {
        this.label = Objects.requireNonNullElse(label, "");
        this.protocols = protocols == null ? List.of() : List.copyOf(protocols);
        this.until = Objects.requireNonNullElse(until, "");
        this.networks = Objects.requireNonNullElse(networks, "");
    }

    /// What the empty form proposes: mail, from anywhere, without an end.
    static WantedAppPassword usual() {
        var mail = Scope.mail().protocols().stream().map(Protocol::code).toList();
        return new WantedAppPassword("", mail, "", "");
    }

    /// What the form proposes for an app that was refused: mail for a mail app, and what it spoke for any other.
    static WantedAppPassword forApp(Protocol spoken, String label) {
        var protocols = isMail(spoken) ? usual().protocols() : List.of(spoken.code());
        return new WantedAppPassword(label, protocols, "", "");
    }

    static boolean isMail(Protocol protocol) {
        return Scope.mail().allows(protocol);
    }

    /// Whether the box of a protocol is ticked.
    public boolean wants(Protocol protocol) {
        return protocols.contains(protocol.code());
    }

    /// The same with this last day, where none is said.
    WantedAppPassword usuallyUntil(Optional<LocalDate> day) {
        return until.isBlank() && day.isPresent()
                ? new WantedAppPassword(label, protocols, day.get().toString(), networks)
                : this;
    }

    /// Everything that is wrong with it.
    ///
    /// @param last the latest last day there can be; empty where there is none
    List<Said> problems(LocalDate today, Optional<LocalDate> last) {
        var problems = new ArrayList<Said>();
        last.filter(day -> lastDay().filter(day::isBefore).isPresent())
                .ifPresent(day -> problems.add(
                        Said.of("new.until-too-late", day.toString()).about("until")));
        if (!hasLabel()) {
            problems.add(Said.of("new.bad-label", Label.MAX_LENGTH).about("label"));
        }
        if (chosen().isEmpty()) {
            problems.add(Said.of("new.no-protocol").about("protocol-imap"));
        }
        if (!until.isBlank() && lastDay().filter(day -> !day.isBefore(today)).isEmpty()) {
            problems.add(Said.of("new.bad-until").about("until"));
        }
        var ranges = ranges();
        if (ranges.size() > MOST_NETWORKS
                || parsedNetworks().size() < Set.copyOf(ranges).size()) {
            problems.add(Said.of("new.bad-networks", MOST_NETWORKS).about("networks"));
        }
        return problems;
    }

    Set<Protocol> chosen() {
        return protocols.stream().flatMap(code -> Protocol.find(code).stream()).collect(Collectors.toSet());
    }

    Optional<LocalDate> lastDay() {
        try {
            return until.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(until.strip()));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    Set<Network> parsedNetworks() {
        return ranges().stream().flatMap(range -> Network.parse(range).stream()).collect(Collectors.toSet());
    }

    private List<String> ranges() {
        return networks.isBlank() ? List.of() : List.of(networks.strip().split("[\\s,;]+"));
    }

    boolean hasLabel() {
        try {
            return !new Label(label).value().isEmpty();
        } catch (IllegalArgumentException notALabel) {
            return false;
        }
    }
}
