package org.sallyport.server.remote;

import java.util.List;

/// What there is besides people: groups, staff, counts, and the token itself.
final class OverviewResource {
    private OverviewResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of(
                                "group list",
                                "List the groups that somebody is in.",
                                Operation.paged("overviewApi.groups", "/api/v1/groups"))
                        .shows(Show.table("name")),
                RemoteCommand.of(
                                "staff list",
                                "List whoever has a role.",
                                Operation.list("roleApi.staff", "/api/v1/staff"))
                        .shows(Show.table("user_name", "profile.display_name", "role", "status", "mfa.state")),
                RemoteCommand.of(
                                "overview",
                                "Show the counts of the last thirty days.",
                                Operation.list("overviewApi.overview", "/api/v1/overview"))
                        .shows(OverviewResource::charts),
                RemoteCommand.of(
                        "token show",
                        "Show what the token in use is, and may now.",
                        Operation.get("self.token", "/api/v1/token")));
    }

    private static void charts(Screen screen, tools.jackson.databind.JsonNode answer, Given given) {
        answer.path("items").forEach(chart -> {
            screen.say(chart.path("kind").asString("") + ", from "
                    + chart.path("days").path(0).asString("") + " on:");
            chart.path("rows")
                    .forEach(row -> screen.say("  " + row.path("what").asString("") + ": "
                            + row.path("times")
                                    .valueStream()
                                    .mapToLong(times -> times.asLong(0))
                                    .sum()));
        });
    }
}
