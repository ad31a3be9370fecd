package org.sallyport.server.web.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.method.Method;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.roster.PeopleQuery;

/// Who is looked for, as an address of the list says it: `q=pappa&state=enabled&unused=90`. What it cannot mean is as
/// if it did not stand there.
public record Filters(Map<String, String> said) {
    /// For how many days an app password may have been unused, as the form offers it.
    static final List<Integer> DAYS = List.of(30, 90, 180, 365);

    /// Within how many days an app may have sent the account password, as the form offers it.
    static final List<Integer> SENT = List.of(7, 30, 90);

    private static final List<String> NAMES = List.of("q", "state", "method", "group", "status", "unused", "sends");
    private static final int LONGEST = 100;

    public Filters {
        var known = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = said.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                known.put(name, value.length() > LONGEST ? value.substring(0, LONGEST) : value);
            }
        }
        said = Map.copyOf(known);
    }

    /// The value of one of them; empty where it does not stand there.
    public String get(String name) {
        return said.getOrDefault(name, "");
    }

    /// Whether anything but words is asked for.
    public boolean isNarrowed() {
        return said.keySet().stream().anyMatch(name -> !name.equals("q"));
    }

    public boolean isEmpty() {
        return said.isEmpty();
    }

    /// The address of the page that begins behind somebody; of the first page where that is empty.
    public String from(String after) {
        var behind = after.isEmpty() ? "" : "after=" + URLEncoder.encode(after, UTF_8);
        var query =
                Stream.of(parameters(), behind).filter(part -> !part.isEmpty()).collect(Collectors.joining("&"));
        return query.isEmpty() ? "/admin" : "/admin?" + query;
    }

    /// All of them as an address says them.
    String parameters() {
        return NAMES.stream()
                .filter(said::containsKey)
                .map(name -> name + "=" + URLEncoder.encode(get(name), UTF_8))
                .collect(Collectors.joining("&"));
    }

    PeopleQuery query(Instant now) {
        return new PeopleQuery(
                get("q"),
                one(MfaState.values(), "state"),
                group(),
                Method.Kind.find(get("method")),
                one(Account.Status.values(), "status"),
                ago("unused", DAYS, now),
                ago("sends", SENT, now));
    }

    private Optional<Instant> ago(String name, List<Integer> offered, Instant now) {
        return offered.stream()
                .filter(days -> days.toString().equals(get(name)))
                .map(days -> now.minus(Duration.ofDays(days)))
                .findFirst();
    }

    private Optional<GroupName> group() {
        try {
            return said.containsKey("group") ? Optional.of(new GroupName(get("group"))) : Optional.empty();
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private <E extends Enum<E>> Optional<E> one(E[] all, String name) {
        return Arrays.stream(all)
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(get(name)))
                .findFirst();
    }
}
