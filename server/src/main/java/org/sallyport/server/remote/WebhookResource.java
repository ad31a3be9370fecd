package org.sallyport.server.remote;

import java.util.List;
import org.sallyport.server.remote.Input.Kind;

/// `webhook`: who is told what happens.
final class WebhookResource {
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final String WEBHOOK = WEBHOOKS + "/{id}";

    private WebhookResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of("webhook list", "List webhooks.", Operation.list("webhookApi.list", WEBHOOKS))
                        .shows(Show.table("id", "name", "target", "events", "paused", "made")),
                RemoteCommand.of("webhook show", "Show one webhook.", Operation.get("webhookApi.read", WEBHOOK, id())),
                RemoteCommand.of("webhook add", "Make a webhook; its key is shown this once.", add()),
                RemoteCommand.of(
                        "webhook rotate-key",
                        "Make a new key of a webhook; it is shown this once.",
                        Operation.post("webhookApi.rotate", WEBHOOK + "/keys", id(), Input.why())),
                RemoteCommand.of("webhook set-events", "Decide what a webhook is told of.", choose()),
                act("pause", "Have a webhook told of nothing; it is told later.", "It is paused."),
                act("resume", "Have a webhook told again.", "It goes on."),
                act("test", "Have a message sent to a webhook that tells of nothing.", "It will be sent."),
                RemoteCommand.of(
                                "webhook delete",
                                "Remove a webhook.",
                                Operation.post("webhookChanges.remove", WEBHOOK + "/delete", id(), Input.why()))
                        .shows(Show.sentence("It is removed.")),
                RemoteCommand.of(
                                "webhook deliveries",
                                "List the latest messages to a webhook, newest first.",
                                Operation.paged("webhookApi.deliveries", WEBHOOK + "/deliveries", id()))
                        .shows(Show.table("id", "name", "type", "made", "fate", "tries", "answer")),
                RemoteCommand.of(
                                "webhook again",
                                "Have a message sent to a webhook once more.",
                                Operation.post(
                                        "webhookChanges.again",
                                        WEBHOOK + "/deliveries/{delivery}/again",
                                        id(),
                                        Input.path("DELIVERY", "delivery", "As webhook deliveries shows it.")))
                        .shows(Show.sentence("It will be sent again.")));
    }

    private static RemoteCommand act(String act, String does, String done) {
        return RemoteCommand.of(
                        "webhook " + act, does, Operation.post("webhookChanges." + act, WEBHOOK + "/" + act, id()))
                .shows(Show.sentence(done));
    }

    private static Operation add() {
        return Operation.post(
                "webhookApi.make",
                WEBHOOKS,
                Input.body("LABEL", "name", Kind.TEXT, "What it is called.").always(),
                Input.body("TARGET", "target", Kind.TEXT, "Where it is: an address with https.")
                        .always(),
                events(),
                Input.why());
    }

    private static Operation choose() {
        return Operation.replace("webhookChanges.choose", WEBHOOK + "/events", id(), events());
    }

    private static Input events() {
        return Input.body(
                        "--event",
                        "events",
                        Kind.TEXTS,
                        "issue, revoke, enroll, refuse, sign-in, account or attack; may be given again.")
                .always();
    }

    private static Input id() {
        return Input.path("ID", "id", "As webhook list shows it.");
    }
}
