package org.sallyport.server.remote;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.server.remote.Input.Kind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// `audit`: what happened.
final class AuditResource {
    private static final String AUDIT = "/api/v1/audit";
    private static final int PAGE = 1_000;
    private static final long USUAL = 50;
    /// More are taken as a file.
    private static final long MOST = 100_000;
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Operation LIST = list();
    private static final Operation BEGIN = Operation.post("auditApi.begin", AUDIT + "/check");
    private static final Operation CHECK = Operation.get("auditApi.check", AUDIT + "/check");

    private AuditResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of("audit list", "List the latest entries of the audit log, latest first.", LIST)
                        .with(Input.query(
                                "--most", "", Kind.NUMBER, "How many: 1 to " + MOST + "; " + USUAL + " unless said."))
                        .shows(Show.table("number", "at", "kind", "about", "by", "details"))
                        .by(AuditResource::latest),
                RemoteCommand.of(
                        "audit show",
                        "Show one entry of the audit log.",
                        Operation.get(
                                "auditApi.entry", AUDIT + "/{number}", Input.path("NUMBER", "number", "Its number."))),
                RemoteCommand.of("audit export", "Print the audit log, one JSON object a line, oldest first.", LIST)
                        .with(Input.query("--since", "", Kind.NUMBER, "Only entries behind this number."))
                        .by(AuditResource::export),
                RemoteCommand.of(
                                "audit follow",
                                "Print the entries of the audit log as they come, one JSON object a line, until stopped.",
                                LIST)
                        .with(Input.query(
                                "--since", "", Kind.NUMBER, "Begin behind this number; with what comes, unless said."))
                        .by(AuditResource::follow),
                RemoteCommand.of("audit verify", "Check that the audit log is as it was written.", BEGIN)
                        .or("", CHECK)
                        .by(AuditResource::verify));
    }

    private static Operation list() {
        return Operation.list(
                "auditApi.list",
                AUDIT,
                Input.query("--kind", "kind", Kind.TEXT, "Only entries of this kind."),
                Input.query("--about", "about", Kind.TEXT, "Only about this account: a user name or an id."),
                Input.query("--by", "by", Kind.TEXT, "Only of what this one did: a user name, or as the log says it."),
                Input.query("--from", "from", Kind.MOMENT, "Only from this moment on, like 2026-11-23T08:00:00Z."),
                Input.query("--until", "until", Kind.MOMENT, "Only before this moment."));
    }

    private static Question page(Talk talk, Optional<String> after, int size) {
        var question = talk.question(LIST).withQuery("limit", Integer.toString(size));
        return after.map(number -> question.withQuery("after", number)).orElse(question);
    }

    private static int latest(Talk talk) {
        long most = talk.given().text("--most").map(Long::parseLong).orElse(USUAL);
        if (most < 1 || most > MOST) {
            throw RemoteFailure.misuse("--most: needs 1 to " + MOST + ", found " + most);
        }
        var items = JsonNodeFactory.instance.arrayNode();
        var after = Optional.<String>empty();
        do {
            var page = talk.server()
                    .ask(page(talk, after, Math.clamp(most - items.size(), 1, PAGE)))
                    .json();
            page.path("items").forEach(items::add);
            after = next(page);
        } while (after.isPresent() && items.size() < most);
        var answer = JsonNodeFactory.instance.objectNode();
        answer.set("items", items);
        talk.show(answer);
        return 0;
    }

    /// The API goes from the latest back, an export from the oldest on. So the places of the pages are found first and
    /// the pages read from the last to the first: however long the log is, two pages of it are in memory.
    private static int export(Talk talk) {
        long since = since(talk).orElse(0L);
        var places = new ArrayDeque<Optional<String>>();
        var after = Optional.<String>empty();
        var first = talk.server().ask(page(talk, after, PAGE)).json();
        if (first.path("items").isEmpty()) {
            return 0;
        }
        // What is written meanwhile must not move the first page.
        after = Optional.of(Long.toString(number(first.path("items").path(0)) + 1));
        var page = first;
        while (after.isPresent()) {
            places.push(after);
            after = next(page).filter(number -> Long.parseLong(number) > since + 1);
            if (after.isPresent()) {
                page = talk.server().ask(page(talk, after, PAGE)).json();
            }
        }
        print(talk, page, since);
        places.pop();
        while (!places.isEmpty() && !talk.screen().isDeaf()) {
            print(talk, talk.server().ask(page(talk, places.pop(), PAGE)).json(), since);
        }
        return 0;
    }

    private static int follow(Talk talk) {
        long seen = since(talk).orElseGet(() -> {
            var newest = talk.server().ask(page(talk, Optional.empty(), 1)).json();
            return number(newest.path("items").path(0));
        });
        while (!Thread.currentThread().isInterrupted() && !talk.screen().isDeaf()) {
            seen = printBehind(talk, seen);
            talk.surroundings().pause().last(LOOK);
        }
        return 0;
    }

    private static long printBehind(Talk talk, long seen) {
        var pages = new ArrayList<JsonNode>();
        var after = Optional.<String>empty();
        do {
            var page = talk.server().ask(page(talk, after, PAGE)).json();
            pages.add(page);
            after = next(page).filter(number -> Long.parseLong(number) > seen + 1);
        } while (after.isPresent());
        pages.reversed().forEach(page -> print(talk, page, seen));
        return Math.max(seen, number(pages.getFirst().path("items").path(0)));
    }

    private static void print(Talk talk, JsonNode page, long since) {
        page.path("items").valueStream().toList().reversed().stream()
                .filter(entry -> number(entry) > since)
                .forEach(talk.screen()::jsonLine);
    }

    private static Optional<Long> since(Talk talk) {
        return talk.given().text("--since").map(Long::parseLong);
    }

    private static long number(JsonNode entry) {
        return entry.path("number").asLong(0);
    }

    private static Optional<String> next(JsonNode page) {
        return Optional.of(page.path("next").asString("")).filter(text -> text.matches("[0-9]{1,18}"));
    }

    private static int verify(Talk talk) {
        var found = talk.server().ask(talk.question(BEGIN)).json();
        while (found.path("state").asString("").equals("under-way")) {
            talk.surroundings().pause().last(LOOK);
            if (Thread.currentThread().isInterrupted()) {
                throw RemoteFailure.unavailable("stopped; the check goes on");
            }
            found = talk.server().ask(talk.question(CHECK)).json();
        }
        if (talk.isForPrograms()) {
            talk.screen().json(found);
        }
        return switch (found.path("state").asString("")) {
            case "whole" -> {
                if (!talk.isForPrograms()) {
                    talk.screen()
                            .say("The audit log is whole: "
                                    + found.path("entries").asLong(0) + " entries.");
                }
                yield 0;
            }
            case "broken" ->
                throw RemoteFailure.refused("the audit log is not as it was written: entry "
                        + found.path("broken_at").asLong(0));
            default -> throw RemoteFailure.unavailable("the server could not check its audit log now");
        };
    }
}
