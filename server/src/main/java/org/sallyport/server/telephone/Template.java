package org.sallyport.server.telephone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The body of a request with places for a message. It is read as what it is, JSON or a form, the places in its texts
/// are filled, and it is written anew: no value can become more than a text.
sealed interface Template {
    /// The media type of the body.
    String type();

    /// @param values by the names of the places: `number`, `digits`, `code`, `text`
    String fill(Map<String, String> values);

    /// A template for this media type; empty when the text is not of that type.
    static Optional<Template> parse(String type, String text) {
        return type.equals(Form.TYPE) ? Form.parse(text) : Json.parse(text);
    }

    /// JSON (RFC 8259).
    record Json(JsonNode tree) implements Template {
        static final String TYPE = "application/json";
        private static final JsonMapper JSON = JsonMapper.shared();

        static Optional<Template> parse(String text) {
            try {
                var tree = JSON.readTree(text);
                return tree.isObject() || tree.isArray() ? Optional.of(new Json(tree)) : Optional.empty();
            } catch (JacksonException notJson) {
                return Optional.empty();
            }
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String fill(Map<String, String> values) {
            return JSON.writeValueAsString(filled(tree, values));
        }

        private static JsonNode filled(JsonNode node, Map<String, String> values) {
            return switch (node) {
                case StringNode text -> JsonNodeFactory.instance.stringNode(Template.filled(text.asString(), values));
                case ArrayNode array -> {
                    var copy = JsonNodeFactory.instance.arrayNode();
                    array.forEach(entry -> copy.add(filled(entry, values)));
                    yield copy;
                }
                case ObjectNode object -> {
                    var copy = JsonNodeFactory.instance.objectNode();
                    object.properties().forEach(entry -> copy.set(entry.getKey(), filled(entry.getValue(), values)));
                    yield copy;
                }
                default -> node;
            };
        }
    }

    /// The fields of a form, as a browser sends them.
    record Form(List<Map.Entry<String, String>> fields) implements Template {
        static final String TYPE = "application/x-www-form-urlencoded";

        static Optional<Template> parse(String text) {
            try {
                var fields = new ArrayList<Map.Entry<String, String>>();
                for (var pair : text.split("&", -1)) {
                    int equals = pair.indexOf('=');
                    if (equals < 1) {
                        return Optional.empty();
                    }
                    fields.add(Map.entry(
                            URLDecoder.decode(pair.substring(0, equals), UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), UTF_8)));
                }
                return Optional.of(new Form(fields));
            } catch (IllegalArgumentException badEscape) {
                return Optional.empty();
            }
        }

        @Override
        public String type() {
            return TYPE;
        }

        @Override
        public String fill(Map<String, String> values) {
            return fields.stream()
                    .map(field -> URLEncoder.encode(field.getKey(), UTF_8) + "="
                            + URLEncoder.encode(Template.filled(field.getValue(), values), UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }

    // One pass: braces inside a value stay what they are. A place of another name stays as it is written.
    private static String filled(String text, Map<String, String> values) {
        return Pattern.compile("\\{(number|digits|code|text)}")
                .matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }
}
