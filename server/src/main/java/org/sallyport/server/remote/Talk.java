package org.sallyport.server.remote;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One command being carried out: what it was given, and the server it asks.
///
/// @param command which one it is
record Talk(RemoteCommand command, Given given, Server server, Surroundings surroundings) {
    static final String JSON = "--json";

    private static final String LARGEST_PAGE = "200";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    Screen screen() {
        return surroundings.screen();
    }

    boolean isForPrograms() {
        return given.isFlagged(JSON);
    }

    /// Asks what was meant and shows the answer.
    int carryOut() {
        if (command.doing().isPresent()) {
            return command.doing().get().on(this);
        }
        var operation = chosen();
        var question = question(operation);
        if (operation.isList()) {
            show(server.whole(question));
            return 0;
        }
        var answer = server.ask(question);
        if (answer.isAccepted() && answer.isEmpty()) {
            screen().tell("this needs a second one of the staff, and is proposed to them. Until then nothing changes.");
            return 0;
        }
        if (answer.isAccepted() && operation.form() == Operation.Form.CONDITIONAL) {
            screen().tell("this needs a second one of the staff, and is proposed to them. What holds until then:");
            showFields(answer.json());
            return 0;
        }
        show(answer.json());
        return 0;
    }

    void show(JsonNode answer) {
        if (isForPrograms()) {
            screen().json(answer);
        } else {
            command.show().on(screen(), answer, given);
        }
    }

    private void showFields(JsonNode answer) {
        if (isForPrograms()) {
            screen().json(answer);
        } else {
            Show.fields().on(screen(), answer, given);
        }
    }

    /// The operation that the command line chooses.
    Operation chosen() {
        var ways = command.ways();
        var fitting = ways.stream()
                .filter(way -> !way.sign().isEmpty() && given.has(way.sign()))
                .toList();
        if (fitting.isEmpty() && ways.getLast().sign().isEmpty()) {
            return checked(ways.getLast().operation());
        }
        if (fitting.size() != 1) {
            throw RemoteFailure.misuse(
                    "needs one of " + ways.stream().map(RemoteCommand.Way::sign).collect(Collectors.joining(", ")));
        }
        return checked(fitting.getFirst().operation());
    }

    private Operation checked(Operation operation) {
        for (var input : operation.inputs()) {
            if (input.need() == Input.Need.ALWAYS && !given.has(input.label())) {
                throw RemoteFailure.misuse(input.label() + " is missing");
            }
        }
        // What another way of the same command would take must not be passed over.
        for (var input : command.inputs()) {
            boolean isSign = command.ways().stream().anyMatch(way -> way.sign().equals(input.label()));
            boolean isMore = command.more().contains(input);
            if (given.has(input.label())
                    && !isSign
                    && !isMore
                    && operation.inputs().stream().noneMatch(own -> own.label().equals(input.label()))) {
                throw RemoteFailure.misuse(input.label() + " does not go with the rest");
            }
        }
        return operation;
    }

    /// The request for an operation, of what the command line gives.
    Question question(Operation operation) {
        var path = new StringBuilder();
        var parts = Pattern.compile("[{]([a-zA-Z]+)}").matcher(operation.path());
        while (parts.find()) {
            var field = parts.group(1);
            var input = operation
                    .inputsAt(Input.Place.PATH)
                    .filter(one -> one.field().equals(field))
                    .findFirst()
                    .orElseThrow();
            parts.appendReplacement(path, Matcher.quoteReplacement(Question.encoded(part(input))));
        }
        parts.appendTail(path);
        Map<String, String> headers = new HashMap<>();
        if (operation.form() == Operation.Form.CONDITIONAL) {
            headers.put("If-Match", "*");
        }
        var body = operation.carriesJson()
                ? Optional.of(Question.Body.json(body(operation)))
                : Optional.<Question.Body>empty();
        var question = new Question(operation.method(), path.toString(), body, headers);
        for (var input : operation.inputsAt(Input.Place.QUERY).toList()) {
            for (var value : given.texts(input.label())) {
                question = question.withQuery(input.field(), value);
            }
        }
        if (operation.form() == Operation.Form.PAGED) {
            question = question.withQuery("limit", LARGEST_PAGE);
        }
        return question;
    }

    private String part(Input input) {
        var typed = given.require(input.label());
        return switch (input.kind()) {
            case PERSON -> ID.matcher(typed).matches() ? typed : person(typed);
            case DEVICE -> ID.matcher(typed).matches() ? typed : device(typed);
            default -> typed;
        };
    }

    private String person(String name) {
        return id(
                server.ask(Question.get("/api/v1/people").withQuery("user_name", name))
                        .json(),
                name,
                "account");
    }

    private String device(String name) {
        return id(server.whole(Question.get("/api/v1/devices").withQuery("limit", LARGEST_PAGE)), name, "device");
    }

    private static String id(JsonNode list, String name, String what) {
        var id = list.path("items")
                .valueStream()
                .filter(item -> item.path("user_name").asString("").equalsIgnoreCase(name))
                .map(item -> item.path("id").asString(""))
                .findFirst()
                .orElseThrow(() -> RemoteFailure.refused("there is no " + what + " of that name."));
        if (!ID.matcher(id).matches()) {
            throw RemoteFailure.unavailable("the server named no id for that " + what);
        }
        return id;
    }

    /// What the command line gives of what an operation carries.
    ObjectNode body(Operation operation) {
        var body = NODES.objectNode();
        operation
                .inputsAt(Input.Place.BODY)
                .filter(input -> given.has(input.label()))
                .forEach(input -> put(body, input.field(), value(input)));
        return body;
    }

    private static void put(ObjectNode body, String field, JsonNode value) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            body.set(field, value);
        } else {
            put(body.withObject("/" + field.substring(0, dot)), field.substring(dot + 1), value);
        }
    }

    private JsonNode value(Input input) {
        return switch (input.kind()) {
            case FLAG -> NODES.booleanNode(given.isFlagged(input.label()));
            case NUMBER -> NODES.numberNode(Long.parseLong(given.require(input.label())));
            case TEXTS -> array(given.texts(input.label()));
            case TEXTS_OR_ANY -> arrayUnless("any", given.texts(input.label()));
            case TEXTS_OR_NONE -> arrayUnless("none", given.texts(input.label()));
            case PEOPLE ->
                array(given.texts(input.label()).stream()
                        .map(name -> ID.matcher(name).matches() ? name : person(name))
                        .toList());
            case PAIRS -> pairs(input);
            case TEXT, MOMENT -> NODES.stringNode(given.require(input.label()));
            case PERSON, DEVICE -> NODES.stringNode(part(input));
        };
    }

    private static JsonNode arrayUnless(String empty, List<String> texts) {
        return array(texts.equals(List.of(empty)) ? List.of() : texts);
    }

    private static JsonNode array(List<String> texts) {
        var array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private ObjectNode pairs(Input input) {
        var object = NODES.objectNode();
        for (var pair : given.texts(input.label())) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw RemoteFailure.misuse(input.label() + " needs KEY=VALUE, or KEY= to leave KEY to wider decisions");
            }
            var value = pair.substring(equals + 1);
            object.set(pair.substring(0, equals), value.isEmpty() ? NODES.nullNode() : NODES.stringNode(value));
        }
        return object;
    }
}
