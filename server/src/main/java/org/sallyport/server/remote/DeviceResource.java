package org.sallyport.server.remote;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.server.remote.Input.Kind;
import tools.jackson.databind.node.ObjectNode;

/// `device`: scanners and scripts with an app password of their own.
final class DeviceResource {
    private static final String DEVICES = "/api/v1/devices";
    private static final String DEVICE = DEVICES + "/{id}";
    private static final Operation READ = Operation.get("deviceApi.read", DEVICE, device());
    private static final Operation CHANGE =
            Operation.put("deviceApi.change", DEVICE, Input.join(List.of(device()), wanted()));

    private DeviceResource() {}

    static List<RemoteCommand> commands() {
        return List.of(
                RemoteCommand.of("device list", "List devices.", Operation.paged("deviceApi.list", DEVICES))
                        .shows(Show.table("user_name", "name", "owner", "state", "limits.protocols", "limits.until")),
                RemoteCommand.of("device show", "Show one device: whose it is, how it stands, what it may.", READ),
                RemoteCommand.of("device add", "Make a device; \"device card\" hands its secret over.", add())
                        .shows(Show.sentence("{NAME} is made. Hand its secret over with: device card {NAME}")),
                RemoteCommand.of(
                                "device change",
                                "Decide anew what a device may do, what it is called and whose it is. What is not said "
                                        + "stays.",
                                CHANGE)
                        .shows(Show.sentence("{NAME} is changed."))
                        .by(DeviceResource::change),
                RemoteCommand.of("device card", "Make the card that hands a device's secret over.", card()),
                because("pause", "Pause a device: it opens nothing.", "{NAME} is paused."),
                because("resume", "Let a device work again with the secret it has.", "{NAME} works again."),
                because("delete", "Delete a device, with its secret.", "{NAME} is deleted."),
                RemoteCommand.of(
                        "device activity",
                        "Show what a device did of late, and what was done to it.",
                        Operation.get("deviceActivity.activity", DEVICE + "/activity", device())));
    }

    private static RemoteCommand because(String act, String does, String done) {
        return RemoteCommand.of(
                        "device " + act,
                        does,
                        Operation.post("deviceActs." + act, DEVICE + "/" + act, device(), Input.why()))
                .shows(Show.sentence(done));
    }

    private static Input device() {
        return new Input(
                "NAME", Input.Place.PATH, "id", Kind.DEVICE, "The device's user name, or its id.", Input.Need.ALWAYS);
    }

    private static Operation add() {
        var name = Input.body("NAME", "user_name", Kind.TEXT, "The user name it signs in with, for good.")
                .always();
        var limits = java.util.Arrays.stream(wanted())
                .map(input -> input.label().equals("--until") ? input : input.always())
                .toArray(Input[]::new);
        return Operation.post("deviceApi.make", DEVICES, Input.join(List.of(name), limits));
    }

    private static Operation card() {
        return Operation.post(
                "deviceActs.makeCard",
                DEVICE + "/cards",
                device(),
                Input.body("--to", "to", Kind.TEXT, "maker: the link is shown here; owner: it is mailed.")
                        .always(),
                Input.body("--hours", "hours", Kind.NUMBER, "How long it may be opened, 1 to 336; 72 unless said."));
    }

    private static Input[] wanted() {
        return new Input[] {
            Input.body("--name", "name", Kind.TEXT, "What people call it."),
            Input.body("--owner", "owner", Kind.TEXT, "The user name of whoever looks after it."),
            limit("--sender", "senders", "An address or a domain it may send as"),
            limit("--recipient", "recipients", "An address or a domain it may send to"),
            Input.body("--messages-per-hour", "limits.messages_per_hour", Kind.NUMBER, "How many within any hour."),
            Input.body(
                    "--recipients-per-hour",
                    "limits.recipients_per_hour",
                    Kind.NUMBER,
                    "Of all these messages together."),
            Input.body("--protocol", "limits.protocols", Kind.TEXTS, "What it may speak; may be given again."),
            limit("--network", "networks", "A network it works from, like 192.0.2.0/24"),
            Input.body("--until", "limits.until", Kind.MOMENT, "When it ends; never unless said."),
        };
    }

    private static Input limit(String label, String field, String does) {
        return Input.body(label, "limits." + field, Kind.TEXTS_OR_ANY, does + "; may be given again. any: no limit.");
    }

    /// The API wants all of it said. So it is read, what was given is put over it, and it counts only if nobody has
    /// changed it meanwhile.
    private static int change(Talk talk) {
        var operation = talk.chosen();
        var read = talk.server().ask(talk.question(READ));
        var now = read.json();
        var wanted = talk.body(operation);
        var whole = wanted.objectNode();
        for (var field : List.of("name", "owner")) {
            if (now.has(field)) {
                whole.set(field, now.get(field));
            }
        }
        whole.set("limits", now.path("limits"));
        wanted.properties().forEach(field -> {
            if (field.getValue().isObject()) {
                whole.withObject(field.getKey()).setAll((ObjectNode) field.getValue());
            } else {
                whole.set(field.getKey(), field.getValue());
            }
        });
        var tag = read.headers().firstValue("ETag").orElse("*");
        var path = talk.question(READ).pathAndQuery();
        var answer = talk.server()
                .ask(new Question("PUT", path, Optional.of(Question.Body.json(whole)), Map.of("If-Match", tag)));
        talk.show(answer.json());
        return 0;
    }
}
