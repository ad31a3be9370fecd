package org.sallyport.server.remote;

import java.util.List;
import org.sallyport.server.remote.Input.Kind;

/// What one person signs in with, and from where: app passwords, second factors, browsers, what was done.
final class AccessResource {
    private static final String PERSON = "/api/v1/people/{id}";

    private AccessResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of(
                                "app-password list",
                                "List somebody's app passwords; never a secret.",
                                Operation.list(
                                        "personAppPasswords.appPasswords", PERSON + "/app-passwords", Input.person()))
                        .shows(Show.table(
                                "id",
                                "label",
                                "issued",
                                "expires",
                                "condition",
                                "reach.protocols",
                                "reach.networks",
                                "last_use.at",
                                "last_use.protocol",
                                "last_use.source")),
                RemoteCommand.choosing("app-password revoke", "Revoke one or all.", "ID", revoke())
                        .or("--all", revokeAll())
                        .shows(Show.sentence("Revoked.")),
                about("methods", "List somebody's second factors.", "personSignIns.methods")
                        .shows(Show.table("id", "kind", "name", "place", "registered", "last_use")),
                about("browsers", "List the browsers somebody is signed in with.", "personSignIns.browsers")
                        .shows(Show.table("id", "name", "source", "signed_in", "last_used")),
                about(
                                "remembered-browsers",
                                "List the browsers of somebody that are not asked for a second factor at sign-in.",
                                "personSignIns.remembered")
                        .shows(Show.fields()),
                about("senders", "List what sends somebody's account password.", "personKnowledge.senders")
                        .shows(Show.table("protocol", "network", "server", "client", "first", "last", "times")),
                about("history", "List what was done to an account, latest first.", "personKnowledge.history")
                        .shows(Show.table("number", "at", "kind", "by", "details")),
                RemoteCommand.choosing(
                                "account sign-out",
                                "End all of somebody's browser sessions, or one.",
                                "--browser",
                                one())
                        .or("", Operation.post("personActs.signOut", PERSON + "/sign-out", Input.person()))
                        .shows(Show.sentence("Signed out.")),
                RemoteCommand.of(
                                "account forget-devices",
                                "Ask somebody's browsers for a second factor again, and end no session.",
                                Operation.post("personActs.forgetDevices", PERSON + "/forget-devices", Input.person()))
                        .shows(Show.sentence("{NAME} is asked for a second factor again.")));
    }

    private static RemoteCommand about(String what, String does, String operation) {
        return RemoteCommand.of(
                "account " + what, does, Operation.list(operation, PERSON + "/" + what, Input.person()));
    }

    private static Operation revoke() {
        return Operation.delete(
                "personAppPasswords.revoke",
                PERSON + "/app-passwords/{appPassword}",
                Input.person(),
                Input.path("ID", "appPassword", "The id that app-password list prints."));
    }

    private static Operation revokeAll() {
        return Operation.post(
                "personAppPasswords.revokeAll", PERSON + "/app-passwords/revoke-all", Input.person(), Input.why());
    }

    private static Operation one() {
        return Operation.delete(
                "personSignIns.signOut",
                PERSON + "/browsers/{browser}",
                Input.person(),
                new Input(
                        "--browser",
                        Input.Place.PATH,
                        "browser",
                        Kind.TEXT,
                        "Only this one; the id that account browsers prints.",
                        Input.Need.WHERE_WANTED));
    }
}
