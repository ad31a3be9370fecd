package org.sallyport.server.web.scim;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What reaches the library: no filter so long or so deep that reading it could take a thread along, and no spelling
/// that well-known clients send and the standard does not have.
final class Bounds {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_FILTER = 2_000;
    private static final int DEEPEST_FILTER = 32;
    private static final Set<String> TRUE_OR_FALSE = Set.of("true", "false");

    private Bounds() {}

    /// Whether a filter, or the path of a patch, is short and shallow enough to be read.
    static boolean allow(String filter) {
        return filter.length() <= LONGEST_FILTER
                && filter.chars().filter(c -> c == '(' || c == '[').count() <= DEEPEST_FILTER;
    }

    /// The body as the standard spells it; empty where it is no JSON object, or holds a filter that is too much.
    static Optional<String> body(String sent) {
        if (sent.isBlank()) {
            return Optional.of(sent);
        }
        try {
            if (!(JSON.readTree(sent) instanceof ObjectNode object) || !allow(text(object.get("filter")))) {
                return Optional.empty();
            }
            var operations = object.get("Operations");
            if (operations != null) {
                for (var operation : operations) {
                    if (!allow(text(operation.get("path")))) {
                        return Optional.empty();
                    }
                    respell(operation);
                }
            }
            respellActive(object);
            return Optional.of(JSON.writeValueAsString(object));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    // Entra writes "Add", "Replace" and "Remove", and "True" and "False" as texts.
    private static void respell(JsonNode operation) {
        if (operation instanceof ObjectNode object) {
            if (object.get("op") instanceof StringNode op) {
                object.put("op", op.stringValue().toLowerCase(Locale.ROOT));
            }
            if (text(object.get("path")).equalsIgnoreCase("active")) {
                asBoolean(object.get("value")).ifPresent(value -> object.set("value", value));
            }
            if (object.get("value") instanceof ObjectNode values) {
                respellActive(values);
            }
        }
    }

    private static void respellActive(ObjectNode object) {
        asBoolean(object.get("active")).ifPresent(value -> object.set("active", value));
    }

    private static Optional<BooleanNode> asBoolean(@org.jspecify.annotations.Nullable JsonNode value) {
        return value instanceof StringNode text
                        && TRUE_OR_FALSE.contains(text.stringValue().toLowerCase(Locale.ROOT))
                ? Optional.of(BooleanNode.valueOf(Boolean.parseBoolean(text.stringValue())))
                : Optional.empty();
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode node) {
        return node instanceof StringNode text ? text.stringValue() : "";
    }
}
