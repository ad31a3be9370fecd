package org.sallyport.server.remote;

import java.util.List;
import org.sallyport.server.remote.Input.Kind;

/// What is decided for everybody, for groups and for single people: requirements and policies. Whom it is about is
/// always said, so that a group that was forgotten is never everybody.
final class DecisionResource {
    private static final String EVERYBODY = "--everybody";
    private static final String GROUP = "--group";
    private static final String ACCOUNT = "--account";
    private static final String REQUIREMENTS = "/api/v1/requirements";
    private static final String POLICIES = "/api/v1/policies";

    private DecisionResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of(
                                "requirement list",
                                "List of whom MFA is required.",
                                Operation.list("requirementApi.list", REQUIREMENTS))
                        .shows(Show.table("subject", "group", "required", "since")),
                RemoteCommand.choosing(
                                "requirement show",
                                "Show whether MFA is required of everybody or of a group.",
                                EVERYBODY,
                                Operation.get("requirementApi.everybody", REQUIREMENTS + "/everybody"))
                        .or(GROUP, Operation.get("requirementApi.group", REQUIREMENTS + "/group", group())),
                forecast(),
                set(),
                RemoteCommand.choosing(
                                "policy show",
                                "Show what holds, key by key, and where it comes from.",
                                EVERYBODY,
                                Operation.get("policyApi.everybody", POLICIES + "/everybody"))
                        .or(GROUP, Operation.get("policyApi.group", POLICIES + "/group", group()))
                        .or(ACCOUNT, Operation.list("personKnowledge.policy", "/api/v1/people/{id}/policy", account())),
                RemoteCommand.choosing(
                                "policy set",
                                "Decide values of the policy for everybody, for a group or for one person.",
                                EVERYBODY,
                                Operation.patch(
                                        "policyApi.decideForEverybody", POLICIES + "/everybody", values(), Input.why()))
                        .or(
                                GROUP,
                                Operation.patch(
                                        "policyApi.decideForGroup",
                                        POLICIES + "/group",
                                        group(),
                                        values(),
                                        Input.why()))
                        .or(
                                ACCOUNT,
                                Operation.patch(
                                        "personKnowledge.decide",
                                        "/api/v1/people/{id}/policy",
                                        account(),
                                        values(),
                                        Input.why()))
                        .shows(Show.sentence("It is decided.")));
    }

    private static RemoteCommand forecast() {
        return RemoteCommand.choosing(
                        "requirement forecast",
                        "Say what a decision would do, and decide nothing.",
                        EVERYBODY,
                        Operation.get(
                                "requirementApi.forecastForEverybody", REQUIREMENTS + "/everybody/forecast", would()))
                .or(
                        GROUP,
                        Operation.get(
                                "requirementApi.forecastForGroup", REQUIREMENTS + "/group/forecast", group(), would()));
    }

    private static RemoteCommand set() {
        return RemoteCommand.choosing(
                        "requirement set",
                        "Decide whether MFA is required of everybody, of a group or of one person.",
                        EVERYBODY,
                        Operation.put(
                                "requirementApi.decideForEverybody",
                                REQUIREMENTS + "/everybody",
                                choice(),
                                Input.why()))
                .or(
                        GROUP,
                        Operation.put(
                                "requirementApi.decideForGroup",
                                REQUIREMENTS + "/group",
                                group(),
                                choice(),
                                Input.why()))
                .or(
                        ACCOUNT,
                        Operation.put(
                                "personActs.require",
                                "/api/v1/people/{id}/requirement",
                                account(),
                                choice(),
                                Input.why()))
                .shows(Show.sentence("It is decided."));
    }

    private static Input group() {
        return Input.query(GROUP, "name", Kind.TEXT, "The group it is about.");
    }

    private static Input account() {
        return new Input(
                ACCOUNT,
                Input.Place.PATH,
                "id",
                Kind.PERSON,
                "The person it is about: a user name or an id.",
                Input.Need.WHERE_WANTED);
    }

    private static Input choice() {
        return Input.body(
                        "CHOICE", "required", Kind.TEXT, "require, exempt, or leave it to what is decided more widely.")
                .always();
    }

    private static Input would() {
        return Input.query("CHOICE", "required", Kind.TEXT, "require, exempt or leave.")
                .always();
    }

    private static Input values() {
        return Input.body(
                        "KEY=VALUE",
                        "values",
                        Kind.PAIRS,
                        "A key and its value; KEY= leaves it to what is decided more widely. May be given again.")
                .always();
    }
}
