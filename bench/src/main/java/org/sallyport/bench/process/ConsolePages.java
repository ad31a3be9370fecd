package org.sallyport.bench.process;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.sallyport.bench.town.Organisation;

/// How long the administration pages take, of a small organisation and of a large one, in turn: one page of one, the
/// same of the other, the next page. Prints rows of a table.
final class ConsolePages {
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 100;
    private static final int LATE = 95;

    private final List<Console> consoles;
    private final List<List<String>> people;

    /// @param consoles of the small one and of the large one
    ConsolePages(List<Console> consoles) throws IOException {
        this.consoles = List.copyOf(consoles);
        var shown = new ArrayList<List<String>>();
        for (var console : consoles) {
            var found = new ArrayList<String>();
            for (int i = 0; i < WARM_UP; i++) {
                found.add(console.somebody("/admin?q=" + encoded(Organisation.word(i))));
            }
            shown.add(List.copyOf(found));
        }
        this.people = List.copyOf(shown);
    }

    /// Every page that grows with how many there are, and what it is asked for in a round.
    private static Map<String, IntFunction<String>> lists() {
        var lists = new LinkedHashMap<String, IntFunction<String>>();
        // First, while the owner's second factor is fresh: an older one is asked for again.
        lists.put(
                "requirement of the group of all, preview",
                _ -> "/admin/requirements/preview?choice=require&group=" + Organisation.ALL);
        lists.put("people", _ -> "/admin");
        lists.put("people, one word", i -> "/admin?q=" + encoded(Organisation.word(i)));
        lists.put("people, two words, one of them a part", i -> "/admin?q=" + encoded(Organisation.word(i) + " " + i));
        lists.put("people, nobody found", i -> "/admin?q=nobody" + i);
        lists.put("people by state", _ -> "/admin?state=enforced");
        lists.put("people of a department", i -> "/admin?group=" + encoded(Organisation.department(i)));
        lists.put(
                "people of the group of all, one word",
                i -> "/admin?group=" + Organisation.ALL + "&q=" + encoded(Organisation.word(i)));
        lists.put("people with unused app passwords", _ -> "/admin?unused=90");
        lists.put("people whose apps send the account password", _ -> "/admin?sends=90");
        lists.put(
                "people, all filters",
                i -> "/admin?state=enforced&unused=90&sends=90&method=authenticator-app&group="
                        + encoded(Organisation.department(i)) + "&q=" + encoded(Organisation.word(i)));
        lists.put("overview", _ -> "/admin/overview");
        lists.put("requirements", _ -> "/admin/requirements");
        lists.put("policies", _ -> "/admin/policies");
        lists.put("roles", _ -> "/admin/roles");
        lists.put("groups", _ -> "/admin/groups");
        lists.put("devices", _ -> "/admin/devices");
        lists.put("connected servers", _ -> "/admin/servers");
        lists.put("rollouts", _ -> "/admin/rollout");
        lists.put("sources", _ -> "/admin/sources");
        lists.put("audit log", _ -> "/admin/audit");
        lists.put("audit log by what happened", _ -> "/admin/audit?what=method-registered");
        return lists;
    }

    /// The pages of one person.
    private static final List<String> OF_ONE = List.of("", "/access", "/history");

    void compare() throws IOException {
        for (var list : lists().entrySet()) {
            compare(list.getKey(), (_, round) -> list.getValue().apply(round));
        }
        for (var page : OF_ONE) {
            compare("one person" + page.replace("/", ", "), (which, round) -> {
                var these = people.get(which);
                return "/admin/people/" + these.get(round % these.size()) + page;
            });
        }
    }

    /// What is asked of one of the two.
    @FunctionalInterface
    private interface Path {
        String of(int which, int round);
    }

    private void compare(String title, Path path) throws IOException {
        var millis = consoles.stream().map(_ -> new ArrayList<Double>()).toList();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int which = 0; which < consoles.size(); which++) {
                var taken = consoles.get(which).timed(path.of(which, Math.floorMod(round, ROUNDS)));
                if (round >= 0) {
                    millis.get(which).add(taken.toNanos() / 1e6);
                }
            }
        }
        var cells = new ArrayList<String>();
        cells.add(title);
        millis.forEach(times -> cells.add(text(times)));
        Turns.row(cells.toArray(String[]::new));
    }

    private static String text(List<Double> millis) {
        var sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT, "%.0f / %.0f", sorted.get(sorted.size() / 2), sorted.get(sorted.size() * LATE / 100));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
