package org.sallyport.server.remote;

import java.util.List;
import org.sallyport.server.remote.Input.Kind;

/// What is on record of one person, changed and deleted.
final class RecordResource {
    private static final String PERSON = "/api/v1/people/{id}";

    private RecordResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of(
                                "account edit",
                                "Change somebody's name, language and groups. What is not said stays.",
                                edit())
                        .shows(Show.sentence("{NAME} is changed.")),
                RemoteCommand.of("account set-contact", "Put a contact on record.", contact())
                        .shows(Show.sentence("{NAME} has another contact on record.")),
                RemoteCommand.of(
                                "account reset-methods",
                                "Take all of somebody's second factors away, so that they register anew.",
                                reset())
                        .shows(Show.sentence("{NAME} registers second factors anew.")),
                RemoteCommand.of("account delete", "Disable an account now, and delete it later.", delete()),
                RemoteCommand.of(
                        "account deletion",
                        "Show the deletion of an account that waits for its time.",
                        Operation.get("personDeletion.read", PERSON + "/deletion", Input.person())),
                RemoteCommand.of(
                                "account keep",
                                "Take a deletion back that waits; the account is what it was before.",
                                Operation.post("personDeletion.keep", PERSON + "/keep", Input.person()))
                        .shows(Show.sentence("{NAME} is kept.")),
                RemoteCommand.of("account bulk", "Do the same to many people.", bulk()));
    }

    private static Operation bulk() {
        return Operation.post(
                "bulkApi.carryOut",
                "/api/v1/people/bulk",
                Input.body(
                                "ACT",
                                "act",
                                Kind.TEXT,
                                "require-mfa, sign-out, revoke-app-passwords, disable, enable, join-group or leave-group.")
                        .always(),
                Input.body("NAME", "people", Kind.PEOPLE, "Their user names or ids, 500 at most.")
                        .always(),
                Input.body("--group", "group", Kind.TEXT, "Which they join or leave."),
                Input.why());
    }

    private static Operation edit() {
        return Operation.patch(
                "personEditing.edit",
                PERSON,
                Input.person(),
                Input.body("--display-name", "display_name", Kind.TEXT, "The person's name."),
                Input.body("--language", "language", Kind.TEXT, "en or el."),
                Input.body(
                        "--group",
                        "groups",
                        Kind.TEXTS_OR_NONE,
                        "The groups the person is in, in place of all before; may be given again. none: no group."),
                Input.why());
    }

    private static Operation contact() {
        return Operation.put(
                "personEditing.setContact",
                PERSON + "/contact",
                Input.person(),
                Input.body("ADDRESS", "contact", Kind.TEXT, "A mail address: name@domain.")
                        .always(),
                Input.why());
    }

    private static Operation reset() {
        return Operation.post(
                "personEditing.resetMethods",
                PERSON + "/reset-methods",
                Input.person(),
                Input.body(
                                "--app-passwords",
                                "app_passwords",
                                Kind.TEXT,
                                "What becomes of them: keep, sleep or revoke.")
                        .always(),
                Input.why());
    }

    private static Operation delete() {
        return Operation.post(
                        "personDeletion.delete",
                        PERSON + "/delete",
                        Input.person(),
                        Input.body("--after-days", "days", Kind.NUMBER, "After how many days."),
                        Input.why())
                .conditional();
    }
}
