package org.sallyport.server.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.server.remote.Input.Kind;

/// `account`: people.
final class AccountResource {
    private static final String PEOPLE = "/api/v1/people";
    private static final String PERSON = PEOPLE + "/{id}";
    /// What the API takes at most.
    private static final long LARGEST_TABLE = 4L * 1024 * 1024;

    private static final Operation IMPORT = Operation.post(
            "peopleImports.take",
            PEOPLE + "/imports",
            Input.query("--dry-run", "dry_run", Kind.FLAG, "Say what would happen, and change nothing."));

    private AccountResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of("account list", "List accounts with their MFA state.", list())
                        .shows(Show.table(
                                "user_name",
                                "profile.display_name",
                                "role",
                                "status",
                                "mfa.state",
                                "profile.language",
                                "profile.groups",
                                "contact")),
                RemoteCommand.of(
                        "account show",
                        "Show one account: what is on record, the MFA state and whose decision that is.",
                        Operation.get("peopleApi.read", PERSON, Input.person())),
                RemoteCommand.of("account add", "Add an account.", add())
                        .with(Input.body("--without-password", "", Kind.FLAG, "As it is without saying so."))
                        .shows(Show.sentence("{NAME} is added, without an account password.")),
                RemoteCommand.of("account import", "Add and change people from a table.", IMPORT)
                        .with(Input.path("FILE", "", "A table in UTF-8 whose first line names the columns."))
                        .by(AccountResource::take),
                RemoteCommand.of("account import-undo", "Undo an import within a day.", undo()),
                RemoteCommand.of("account disable", "Disable an account.", disable())
                        .shows(Show.sentence("{NAME} is disabled.")),
                RemoteCommand.of("account enable", "Enable an account again.", enable())
                        .shows(Show.sentence("{NAME} is enabled.")),
                RemoteCommand.of("account set-role", "Give an account another role.", setRole())
                        .shows(Show.sentence("{NAME} has the role {ROLE}.")),
                RemoteCommand.of("account onboarding-code", "Make a code that works once.", code())
                        .shows(AccountResource::showCode));
    }

    private static Operation undo() {
        return Operation.post(
                "importUndoing.carryOut",
                PEOPLE + "/imports/{id}/undo",
                Input.path(
                        "IMPORT",
                        "id",
                        "The import, as its answer, the address of its page and the audit log call it."),
                Input.query("--dry-run", "dry_run", Kind.FLAG, "Say what would happen, and change nothing."),
                Input.why());
    }

    private static Operation list() {
        return Operation.paged(
                "peopleApi.list",
                PEOPLE,
                Input.query("--matching", "q", Kind.TEXT, "Only those in whose names or contact this is."),
                Input.query("--user-name", "user_name", Kind.TEXT, "Only the one of this user name."),
                Input.query("--state", "state", Kind.TEXT, "Only in this MFA state: disabled, enabled or enforced."),
                Input.query("--method", "method", Kind.TEXT, "Only with this kind of second factor."),
                Input.query("--group", "group", Kind.TEXT, "Only in this group."),
                Input.query("--status", "status", Kind.TEXT, "Only with this status: active or disabled."),
                Input.query(
                        "--unused-days",
                        "unused_days",
                        Kind.NUMBER,
                        "Only who holds an app password that was not used for so many days."),
                Input.query(
                        "--sends-days",
                        "sends_days",
                        Kind.NUMBER,
                        "Only whose apps sent the account password within so many days."));
    }

    private static Operation add() {
        return Operation.post(
                "peopleApi.add",
                PEOPLE,
                Input.body("NAME", "user_name", Kind.TEXT, "The user name to sign in with.")
                        .always(),
                Input.body("--display-name", "display_name", Kind.TEXT, "The person's name.")
                        .always(),
                Input.body("--language", "language", Kind.TEXT, "en or el."),
                Input.body("--group", "groups", Kind.TEXTS, "A group the person is in; may be given again."),
                Input.body("--contact", "contact", Kind.TEXT, "A mail address on record."));
    }

    private static Operation disable() {
        return Operation.post("personActs.disable", PERSON + "/disable", Input.person(), Input.why())
                .conditional();
    }

    private static Operation enable() {
        return Operation.post("personActs.enable", PERSON + "/enable", Input.person(), Input.why())
                .conditional();
    }

    private static Operation setRole() {
        return Operation.put(
                "roleApi.grant",
                PERSON + "/role",
                Input.person(),
                Input.body("ROLE", "role", Kind.TEXT, "person, auditor, help-desk, admin or owner.")
                        .always(),
                Input.why());
    }

    private static Operation code() {
        return Operation.post(
                "personActs.makeCode",
                PERSON + "/onboarding-codes",
                Input.person(),
                Input.body("--hours", "hours", Kind.NUMBER, "How many hours it is good for, 1 to 72."));
    }

    private static void showCode(Screen screen, tools.jackson.databind.JsonNode answer, Given given) {
        screen.say(answer.path("code").asString("").replaceAll("(.{4})(?=.)", "$1 "));
        screen.tell("good until " + answer.path("good_until").asString(""));
    }

    private static int take(Talk talk) {
        var question = talk.question(IMPORT);
        var table = new Question.Body("text/csv", content(Path.of(talk.given().require("FILE"))));
        var report = talk.server()
                .ask(new Question("POST", question.pathAndQuery(), Optional.of(table), Map.of()))
                .json();
        if (talk.isForPrograms()) {
            talk.screen().json(report);
        } else {
            report.path("bad")
                    .forEach(bad -> talk.screen()
                            .say("line " + bad.path("line").asInt(0) + ", "
                                    + bad.path("column").asString("") + ": "
                                    + bad.path("why").asString("")));
            boolean isDry = report.path("dry_run").asBoolean(false);
            talk.screen()
                    .say((isDry ? "Would be added: " : "Added: ")
                            + report.path("added").asInt(0)
                            + (isDry ? ". Would be changed: " : ". Changed: ")
                            + report.path("changed").asInt(0)
                            + ". As they were: " + report.path("unchanged").asInt(0) + ".");
            var id = report.path("id").asString("");
            if (!id.isEmpty()) {
                talk.screen().say("Import " + id + ".");
            }
        }
        return report.path("bad").isEmpty() ? 0 : RemoteFailure.REFUSED;
    }

    private static byte[] content(Path file) {
        try {
            if (Files.size(file) > LARGEST_TABLE) {
                throw RemoteFailure.refused(file + " is larger than 4 MiB; make several files of it.");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw RemoteFailure.refused(file + " cannot be read.");
        }
    }
}
