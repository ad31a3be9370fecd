package org.sallyport.server.web.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.Allowance;
import org.sallyport.server.web.frame.ProblemDetails;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/// The description of the API in OpenAPI 3.1, made of the endpoints themselves: their paths and methods, what they
/// need, what they read and what they answer.
final class OpenApi {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PROBLEM = "ProblemDetails";

    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, Map<String, Object>> paths = new TreeMap<>();
    private final Words words;

    /// What stands in the sources beside what they do, for people to read.
    interface Words {
        /// The query parameters of an endpoint, by name.
        Map<String, String> parameters(HandlerMethod method);

        String summary(HandlerMethod method);
    }

    OpenApi(Words words) {
        this.words = words;
    }

    void add(RequestMappingInfo mapping, HandlerMethod method) {
        for (var path : mapping.getPatternValues()) {
            for (var verb : mapping.getMethodsCondition().getMethods()) {
                paths.computeIfAbsent(path, _ -> new TreeMap<>())
                        .put(verb.name().toLowerCase(Locale.ROOT), operation(path, mapping, method, verb.name()));
            }
        }
    }

    /// The order of its parts is the same in every run, so that it can be compared with the file.
    Map<String, Object> document() {
        schema(ProblemDetails.class);
        return ordered(
                "openapi",
                "3.1.0",
                "info",
                ordered(
                        "title",
                        "Sallyport",
                        "version",
                        "v1",
                        "description",
                        "What the administration does, for programs. See docs/api.md."),
                "servers",
                List.of(Map.of("url", "/")),
                "paths",
                paths,
                "components",
                ordered("schemas", schemas, "securitySchemes", securitySchemes()));
    }

    private static Map<String, Object> securitySchemes() {
        var flow = ordered("tokenUrl", ClientTokens.PATH, "scopes", scopes());
        return ordered(
                "token",
                ordered("type", "http", "scheme", "bearer"),
                "client",
                ordered("type", "oauth2", "flows", Map.of("clientCredentials", flow)));
    }

    private static Map<String, String> scopes() {
        var scopes = new TreeMap<String, String>();
        Allowance.scopesOf(EnumSet.allOf(Permission.class))
                .forEach(scope -> scopes.put(scope.code(), "see docs/admins.md"));
        return scopes;
    }

    private Map<String, Object> operation(String path, RequestMappingInfo mapping, HandlerMethod method, String verb) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", operationId(method));
        operation.put("tags", List.of(tag(path)));
        operation.put("summary", words.summary(method));
        var needs = Optional.ofNullable(method.getMethodAnnotation(Needs.class))
                .map(one -> one.value().code());
        boolean isOpen = Optional.ofNullable(method.getMethodAnnotation(Open.class))
                .filter(open -> open.value() == Open.To.EVERYBODY)
                .isPresent();
        needs.ifPresent(scope -> operation.put("description", "Takes the scope `" + scope + "`."));
        var parameters = parameters(path, method, verb, isOpen);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        body(mapping, method).ifPresent(body -> operation.put("requestBody", body));
        operation.put("responses", responses(method, verb, isOpen));
        var scope = needs.map(List::of).orElse(List.of());
        operation.put("security", isOpen ? List.of() : List.of(Map.of("token", List.of()), Map.of("client", scope)));
        return operation;
    }

    private List<Object> parameters(String path, HandlerMethod method, String verb, boolean isOpen) {
        var parameters = new ArrayList<Object>();
        Pattern.compile("[{]([a-zA-Z]+)}")
                .matcher(path)
                .results()
                .forEach(found -> parameters.add(ordered(
                        "name", found.group(1), "in", "path", "required", true, "schema", Map.of("type", "string"))));
        words.parameters(method)
                .forEach((name, type) -> parameters.add(
                        ordered("name", name, "in", "query", "required", false, "schema", Map.of("type", type))));
        if (verb.equals("POST") && !isOpen) {
            parameters.add(ordered(
                    "name", RepeatFilter.KEY, "in", "header", "required", false, "schema", Map.of("type", "string")));
        }
        if (isConditional(method)) {
            parameters.add(
                    ordered("name", "If-Match", "in", "header", "required", true, "schema", Map.of("type", "string")));
        }
        return parameters;
    }

    static boolean isConditional(HandlerMethod method) {
        return method.hasMethodAnnotation(Conditional.class);
    }

    private Optional<Object> body(RequestMappingInfo mapping, HandlerMethod method) {
        var types = mapping.getConsumesCondition().getConsumableMediaTypes();
        if (!types.isEmpty()) {
            return Optional.of(ordered(
                    "required",
                    true,
                    "content",
                    Map.of(types.iterator().next().toString(), Map.of("schema", Map.of("type", "string")))));
        }
        return Stream.of(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .findFirst()
                .map(parameter -> ordered(
                        "required",
                        Objects.requireNonNull(parameter.getParameterAnnotation(RequestBody.class))
                                .required(),
                        "content",
                        json(schema(parameter.getParameterType()))));
    }

    private Map<String, Object> responses(HandlerMethod method, String verb, boolean isOpen) {
        var responses = new TreeMap<String, Object>();
        var answered = answered(method);
        var status = method.getMethodAnnotation(Answers.class);
        int good = status != null ? status.value() : answered.equals(Void.class) ? 204 : 200;
        responses.put(
                Integer.toString(good),
                answered.equals(Void.class) || answered instanceof WildcardType
                        ? Map.of("description", "done")
                        : ordered("description", "done", "content", json(schema(answered))));
        if (status != null && status.proposes()) {
            responses.put(
                    "202",
                    status.holds()
                            ? ordered(
                                    "description",
                                    "proposed to a second one of the staff; this still holds",
                                    "content",
                                    json(schema(answered)))
                            : Map.of("description", "proposed to a second one of the staff; nothing has changed"));
        }
        for (int problem : problems(method, verb, isOpen)) {
            responses.put(
                    Integer.toString(problem),
                    ordered(
                            "description",
                            ProblemKind.ofStatus(problem).status() == problem
                                    ? ProblemKind.ofStatus(problem).title()
                                    : "see docs/api.md",
                            "content",
                            Map.of(ProblemDetails.MEDIA_TYPE, Map.of("schema", Map.of("$ref", SCHEMAS + PROBLEM)))));
        }
        if (status != null && !status.mistake().equals(ProblemDetails.class)) {
            for (int mistake : List.of(400, 401)) {
                responses.put(
                        Integer.toString(mistake),
                        ordered("description", "see docs/api.md", "content", json(schema(status.mistake()))));
            }
        }
        return responses;
    }

    private static List<Integer> problems(HandlerMethod method, String verb, boolean isOpen) {
        boolean isWriting = !verb.equals("GET");
        var problems = new ArrayList<>(List.of(400, 429, 500, 503));
        if (!isOpen) {
            problems.addAll(List.of(401, 403, 404, 422));
        }
        if (isWriting) {
            problems.addAll(List.of(413, 415));
        }
        if (isWriting && !isOpen) {
            problems.add(409);
        }
        if (isConditional(method)) {
            problems.addAll(List.of(412, 428));
        }
        return problems;
    }

    /// What the answer holds.
    static Type answered(HandlerMethod method) {
        var type = method.getMethod().getGenericReturnType();
        return type instanceof ParameterizedType of && of.getRawType().equals(ResponseEntity.class)
                ? of.getActualTypeArguments()[0]
                : type;
    }

    private static Map<String, Object> json(Object schema) {
        return Map.of("application/json", Map.of("schema", schema));
    }

    private Object schema(Type type) {
        return schema(type, Map.of());
    }

    private Object schema(Type type, Map<String, Type> variables) {
        return switch (type) {
            case TypeVariable<?> variable ->
                schema(variables.getOrDefault(variable.getName(), String.class), variables);
            case ParameterizedType of -> parameterized(of, variables);
            case Class<?> plain -> plain(plain);
            default -> throw new IllegalArgumentException("no schema for " + type);
        };
    }

    private Object parameterized(ParameterizedType of, Map<String, Type> variables) {
        var raw = (Class<?>) of.getRawType();
        var first = of.getActualTypeArguments()[0];
        if (raw.equals(Optional.class)) {
            return schema(first, variables);
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return ordered("type", "array", "items", schema(first, variables));
        }
        if (Map.class.isAssignableFrom(raw)) {
            return ordered("type", "object", "additionalProperties", schema(of.getActualTypeArguments()[1], variables));
        }
        var name = raw.getSimpleName() + "Of" + ((Class<?>) first).getSimpleName();
        return reference(name, raw, Map.of(raw.getTypeParameters()[0].getName(), first));
    }

    private Object plain(Class<?> plain) {
        if (plain.isRecord()) {
            return reference(plain.getSimpleName(), plain, Map.of());
        }
        if (plain.equals(String.class)) {
            return Map.of("type", "string");
        }
        if (plain.equals(Instant.class)) {
            return ordered("type", "string", "format", "date-time");
        }
        if (plain.equals(boolean.class) || plain.equals(Boolean.class)) {
            return Map.of("type", "boolean");
        }
        if (plain.equals(int.class)
                || plain.equals(long.class)
                || plain.equals(Integer.class)
                || plain.equals(Long.class)) {
            return Map.of("type", "integer");
        }
        if (plain.equals(Object.class)) {
            return Map.of();
        }
        throw new IllegalArgumentException("no schema for " + plain);
    }

    private Object reference(String name, Class<?> type, Map<String, Type> variables) {
        if (!schemas.containsKey(name)) {
            schemas.put(name, Map.of());
            schemas.put(name, record(type, variables));
        }
        return Map.of("$ref", SCHEMAS + name);
    }

    private Object record(Class<?> type, Map<String, Type> variables) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            properties.put(snake(component.getName()), schema(component.getGenericType(), variables));
            if (!isOptional(component)) {
                required.add(snake(component.getName()));
            }
        }
        var schema = ordered("type", "object", "properties", properties, "additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getType().equals(Optional.class)
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String operationId(HandlerMethod method) {
        var type = method.getBeanType().getSimpleName();
        return Character.toLowerCase(type.charAt(0)) + type.substring(1) + "."
                + method.getMethod().getName();
    }

    private static String tag(String path) {
        var parts = path.split("/", -1);
        return parts.length > 3 ? parts[3] : "tokens";
    }

    private static Map<String, Object> ordered(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
