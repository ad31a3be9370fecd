package org.sallyport.server.remote;

import java.util.List;
import org.sallyport.server.remote.Input.Kind;

/// `rollout`: groups, or everybody, going over to app passwords.
final class RolloutResource {
    private static final String ROLLOUTS = "/api/v1/rollouts";
    private static final String ROLLOUT = ROLLOUTS + "/{id}";

    private RolloutResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of(
                                "rollout list",
                                "List rollouts, the newest first.",
                                Operation.list("rolloutApi.list", ROLLOUTS))
                        .shows(Show.table("id", "subject", "group", "state", "began", "until", "quiet_days")),
                RemoteCommand.of("rollout show", "Show one rollout.", Operation.get("rolloutApi.read", ROLLOUT, id())),
                RemoteCommand.of(
                        "rollout progress",
                        "Show how far a rollout has come, and what its people's apps are.",
                        Operation.get("rolloutApi.progress", ROLLOUT + "/progress", id())),
                RemoteCommand.of("rollout people", "List the people of a rollout.", people())
                        .shows(Show.table(
                                "user_name", "display_name", "apps", "switched", "switched_at", "more_time_until")),
                RemoteCommand.choosing(
                                "rollout forecast",
                                "Say who would notice a rollout, and start none.",
                                "--everybody",
                                Operation.get(
                                        "rolloutApi.forecastForEverybody", ROLLOUTS + "/forecast/everybody", quiet()))
                        .or(
                                "--group",
                                Operation.get(
                                        "rolloutApi.forecastForGroup",
                                        ROLLOUTS + "/forecast/group",
                                        Input.query("--group", "name", Kind.TEXT, "The group it is about."),
                                        quiet())),
                RemoteCommand.of("rollout start", "Start a rollout.", start()),
                RemoteCommand.of(
                        "rollout change", "Pause a rollout, give it another date, finish it or end it.", change()),
                RemoteCommand.of("rollout more-time", "Give one person who was switched over more time.", moreTime())
                        .shows(Show.sentence("{NAME} has more time.")));
    }

    private static Operation people() {
        return Operation.paged(
                "rolloutApi.people",
                ROLLOUT + "/people",
                id(),
                Input.query("--show", "show", Kind.TEXT, "sending (who would notice), quiet or switched."));
    }

    private static Operation start() {
        return Operation.post(
                "rolloutActs.start",
                ROLLOUTS,
                Input.body("--subject", "subject", Kind.TEXT, "everybody or group.")
                        .always(),
                Input.body("--group", "group", Kind.TEXT, "The group, where it is for one."),
                Input.body("--days", "days", Kind.NUMBER, "Until the date, 1 to 365.")
                        .always(),
                Input.body(
                                "--quiet-days",
                                "quiet_days",
                                Kind.NUMBER,
                                "For how many days nothing must have sent somebody's account password, 1 to 60.")
                        .always(),
                Input.why());
    }

    private static Operation change() {
        return Operation.post(
                        "rolloutActs.change",
                        ROLLOUT + "/changes",
                        id(),
                        Input.body(
                                        "CHANGE",
                                        "change",
                                        Kind.TEXT,
                                        "pause, until (goes on, or has another date), switch-all or call-off.")
                                .always(),
                        Input.body("--days", "days", Kind.NUMBER, "1 to 365, with until alone."),
                        Input.why())
                .conditional();
    }

    private static Operation moreTime() {
        return Operation.post(
                "rolloutActs.giveMoreTime",
                ROLLOUT + "/people/{person}/more-time",
                id(),
                new Input(
                        "NAME",
                        Input.Place.PATH,
                        "person",
                        Kind.PERSON,
                        "The account's user name, or its id.",
                        Input.Need.ALWAYS),
                Input.body("--days", "days", Kind.NUMBER, "How much more, 1 to 365.")
                        .always(),
                Input.why());
    }

    private static Input quiet() {
        return Input.query(
                "--quiet-days",
                "quiet_days",
                Kind.NUMBER,
                "For how many days nothing must have sent the account password.");
    }

    private static Input id() {
        return Input.path("ID", "id", "As rollout list shows it.");
    }
}
