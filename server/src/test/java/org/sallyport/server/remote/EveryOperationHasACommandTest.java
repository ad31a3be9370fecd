package org.sallyport.server.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a program can ask of the API, somebody at a terminal can ask by a command of its own.
class EveryOperationHasACommandTest {
    /// Operations without a command, and why.
    private static final Map<String, String> WITHOUT = Map.of(
            "clientTokens.give", "--client-secret-file exchanges the secret by itself",
            "description.openapi", "it is read by tools: sallyport api GET /api/v1/openapi.json");

    /// Pages are followed, and are as large as they may be.
    private static final Set<String> BY_ITSELF = Set.of("limit", "after");

    /// The name of what is there is never changed.
    private static final Set<String> LEFT_OUT = Set.of("deviceApi.change user_name");

    private static final Map<String, JsonNode> DESCRIBED = new TreeMap<>();
    private static final Map<String, String> PLACES = new TreeMap<>();
    private static JsonNode schemas = JsonMapper.shared().createObjectNode();

    @BeforeAll
    static void read() throws IOException {
        try (var in = Objects.requireNonNull(EveryOperationHasACommandTest.class.getResourceAsStream(
                "/org/sallyport/server/web/api/openapi.json"))) {
            var description = JsonMapper.shared().readTree(in);
            schemas = description.at("/components/schemas");
            description
                    .path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().forEach(method -> {
                        var id = method.getValue().path("operationId").asString("");
                        DESCRIBED.put(id, method.getValue());
                        PLACES.put(id, method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                    }));
        }
    }

    @Test
    void everyOperationIsSomeCommandsOrHasAReasonNotToBe() {
        var asked = operations().map(Operation::id).collect(Collectors.toSet());

        assertThat(DESCRIBED.keySet().stream().filter(id -> !asked.contains(id)))
                .as("operations without a command: add them to their resource in Catalogue")
                .containsExactlyInAnyOrderElementsOf(WITHOUT.keySet());
    }

    @Test
    void everyCommandAsksWhatThereIs() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(PLACES.get(operation.id()))
                        .as("%s", operation.id())
                        .isEqualTo(operation.method() + " " + operation.path()));
    }

    @Test
    void everyParameterCanBeGivenAndNoOther() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(fields(operation, Input.Place.PATH))
                    .as("path of %s", operation.id())
                    .containsExactlyInAnyOrderElementsOf(parameters(operation, "path"));
            assertThat(fields(operation, Input.Place.QUERY))
                    .as("query of %s", operation.id())
                    .containsExactlyInAnyOrderElementsOf(parameters(operation, "query").stream()
                            .filter(name -> !BY_ITSELF.contains(name))
                            .toList());
            assertThat(fields(operation, Input.Place.BODY))
                    .as("body of %s", operation.id())
                    .containsExactlyInAnyOrderElementsOf(bodyFields(operation));
        });
    }

    @Test
    void listsArePagedAsTheyCanBeAndConditionsSent() {
        assertThat(operations()).allSatisfy(operation -> {
            assertThat(operation.form() == Operation.Form.PAGED
                            || operation.id().equals("auditApi.list"))
                    .as("%s takes limit", operation.id())
                    .isEqualTo(parameters(operation, "query").contains("limit"));
            assertThat(operation.form() == Operation.Form.CONDITIONAL)
                    .as("%s takes If-Match", operation.id())
                    .isEqualTo(parameters(operation, "header").contains("If-Match"));
            assertThat(operation.isList())
                    .as("%s answers a list", operation.id())
                    .isEqualTo(operation.method().equals("GET")
                            && answered(operation).contains("ApiPageOf"));
        });
    }

    @Test
    void everyCommandIsThereOnce() {
        assertThat(Catalogue.all()).extracting(RemoteCommand::path).doesNotHaveDuplicates();
        assertThatCode(() -> Catalogue.all().forEach(RemoteCommand::inputs)).doesNotThrowAnyException();
    }

    private static Stream<Operation> operations() {
        return Catalogue.all().stream()
                .flatMap(command -> command.ways().stream())
                .map(RemoteCommand.Way::operation);
    }

    private static List<String> fields(Operation operation, Input.Place place) {
        return operation.inputsAt(place).map(Input::field).toList();
    }

    private static List<String> parameters(Operation operation, String place) {
        var names = new ArrayList<String>();
        described(operation).path("parameters").forEach(parameter -> {
            if (parameter.path("in").asString("").equals(place)) {
                names.add(parameter.path("name").asString(""));
            }
        });
        return names;
    }

    private static List<String> bodyFields(Operation operation) {
        var reference = described(operation)
                .at("/requestBody/content/application~1json/schema/$ref")
                .asString("");
        return properties("", reference)
                .filter(field -> !LEFT_OUT.contains(operation.id() + " " + field))
                .toList();
    }

    private static Stream<String> properties(String prefix, String reference) {
        return reference.isEmpty()
                ? Stream.empty()
                : schemas
                        .path(reference.substring(reference.lastIndexOf('/') + 1))
                        .path("properties")
                        .properties()
                        .stream()
                        .flatMap(field -> {
                            var deeper = field.getValue().path("$ref").asString("");
                            return deeper.isEmpty()
                                    ? Stream.of(prefix + field.getKey())
                                    : properties(prefix + field.getKey() + ".", deeper);
                        });
    }

    private static String answered(Operation operation) {
        return described(operation)
                .at("/responses/200/content/application~1json/schema/$ref")
                .asString("");
    }

    private static JsonNode described(Operation operation) {
        return DESCRIBED.getOrDefault(operation.id(), JsonMapper.shared().createObjectNode());
    }
}
