package org.sallyport.server.web.api.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.server.web.frame.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;

/// The description of the API as people read it: operations by subject.
///
/// @param subjects in the order of their names
public record Reference(Map<String, List<Operation>> subjects) {
    private static final ObjectWriter PRETTY = Json.MAPPER.writerWithDefaultPrettyPrinter();

    /// @param text in OpenAPI 3.1
    static Reference read(String text) {
        var document = Json.MAPPER.readTree(text);
        var subjects = new TreeMap<String, List<Operation>>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> subjects.computeIfAbsent(
                                        verb.getValue().at("/tags/0").asString("other"), _ -> new ArrayList<>())
                                .add(operation(document, verb.getKey(), path.getKey(), verb.getValue()))));
        return new Reference(new LinkedHashMap<>(subjects));
    }

    private static Operation operation(JsonNode document, String verb, String path, JsonNode described) {
        var content = described.at("/requestBody/content").properties().stream().findFirst();
        return new Operation(
                verb.toUpperCase(Locale.ROOT),
                path,
                described.path("summary").asString(""),
                scope(described),
                described
                        .path("parameters")
                        .valueStream()
                        .map(Reference::parameter)
                        .toList(),
                content.map(one -> new Operation.Body(
                        one.getKey(),
                        example(document, one.getKey(), one.getValue().path("schema")))),
                described.path("responses").properties().stream()
                        .map(answer -> new Operation.Answer(
                                answer.getKey(),
                                answer.getValue().path("description").asString("")))
                        .toList());
    }

    private static Operation.Parameter parameter(JsonNode described) {
        return new Operation.Parameter(
                described.path("name").asString(""),
                described.path("in").asString(""),
                described.at("/schema/type").asString("string"),
                described.path("required").asBoolean(false));
    }

    private static Optional<String> scope(JsonNode described) {
        return described
                .path("security")
                .valueStream()
                .flatMap(way -> way.path("client").valueStream())
                .map(JsonNode::asString)
                .findFirst();
    }

    private static String example(JsonNode document, String type, JsonNode schema) {
        return type.equals("application/json") ? PRETTY.writeValueAsString(example(document, schema)) : "…";
    }

    private static Object example(JsonNode document, JsonNode described) {
        var schema = described.has("$ref")
                ? document.at(described.path("$ref").asString().substring(1))
                : described;
        return switch (schema.path("type").asString("")) {
            case "object" -> {
                var fields = new LinkedHashMap<String, Object>();
                schema.path("properties")
                        .properties()
                        .forEach(field -> fields.put(field.getKey(), example(document, field.getValue())));
                yield fields;
            }
            case "array" -> List.of(example(document, schema.path("items")));
            case "integer" -> 1;
            case "boolean" -> true;
            default -> schema.path("format").asString("").equals("date-time") ? "2027-01-31T00:00:00Z" : "…";
        };
    }
}
