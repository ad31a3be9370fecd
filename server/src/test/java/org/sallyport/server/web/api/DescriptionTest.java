package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.server.web.RunningWeb;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The description says what there is. Run with `-Dapi.write=true` to write it anew.
class DescriptionTest {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final Path FILE = Path.of(
            System.getProperty("user.dir"), "src/main/resources/org/sallyport/server/web/api", Description.FILE);

    private static RunningWeb web;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        web = RunningWeb.start();
        var made = new OpenApi(new FromAnnotations());
        web.bean(RequestMappingHandlerMapping.class).getHandlerMethods().forEach((mapping, method) -> {
            if (isOfTheApi(method)) {
                made.add(mapping, method);
            }
        });
        document = JSON.valueToTree(made.document());
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    private static boolean isOfTheApi(HandlerMethod method) {
        return method.getBeanType().getPackageName().equals(Description.class.getPackageName());
    }

    private static final class FromAnnotations implements OpenApi.Words {
        @Override
        public Map<String, String> parameters(HandlerMethod method) {
            var parameters = new LinkedHashMap<String, String>();
            for (var parameter : said(method).parameters()) {
                var parts = parameter.split(":", 2);
                parameters.put(parts[0], parts[1]);
            }
            return parameters;
        }

        @Override
        public String summary(HandlerMethod method) {
            return said(method).to();
        }

        private static Answers said(HandlerMethod method) {
            return Objects.requireNonNull(method.getMethodAnnotation(Answers.class), () -> method + " has no @Answers");
        }
    }

    @Test
    void theFileIsMadeOfTheEndpoints() throws IOException {
        var text = JSON.writeValueAsString(document).replace("\r\n", "\n") + "\n";
        if (Boolean.getBoolean("api.write")) {
            Files.writeString(FILE, text);
        }

        assertThat(Files.readString(FILE)).isEqualTo(text);
    }

    @Test
    void everyoneGetsItAndItIsOpenApi() {
        var answer = new Caller(web).get(Description.PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.at("/openapi")).isEqualTo("3.1.0");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var missing = new TreeSet<String>();
        document.findValuesAsString("$ref").stream()
                .filter(reference -> document.at(reference.substring(1)).isMissingNode())
                .forEach(missing::add);

        assertThat(missing).isEmpty();
        assertThat(document.findValuesAsString("operationId")).doesNotHaveDuplicates();
    }

    /// What is read really has the fields that are described, and those alone.
    @Test
    void whatIsReadIsAsItIsDescribed() {
        Account owner = web.organisation.add("owner", Role.OWNER, Optional.of("owner@pine.example"));
        var caller = Caller.of(web, owner);
        var wrong = new ArrayList<String>();
        int read = 0;
        for (var path : document.get("paths").properties()) {
            var answer = path.getValue().at("/get/responses/200/content/application~1json/schema");
            if (!answer.isMissingNode() && !path.getKey().equals(Description.PATH)) {
                var about = path.getKey()
                        .replace("{id}", owner.id().toString())
                        .replace("{number}", "1")
                        .replaceAll("[{][a-z_A-Z]+}", "none");
                var asked = about.contains("/group") && !about.endsWith("/groups") ? about + "?name=Sales" : about;
                var got = caller.get(asked);
                if (got.status() == 200) {
                    read++;
                    check(got.json(), answer, path.getKey(), wrong);
                } else if (got.status() != 404) {
                    wrong.add(asked + " answered " + got.status());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThanOrEqualTo(16);
    }

    private static void check(JsonNode value, JsonNode described, String place, List<String> wrong) {
        var schema = described.has("$ref")
                ? document.at(described.get("$ref").asString().substring(1))
                : described;
        var type = schema.path("type").asString("");
        boolean fits = switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> true;
        };
        if (!fits) {
            wrong.add(place + " is no " + type + ": " + value);
            return;
        }
        if (type.equals("array")) {
            value.valueStream().forEach(item -> check(item, schema.get("items"), place + "[]", wrong));
        } else if (type.equals("object") && schema.has("properties")) {
            schema.path("required")
                    .valueStream()
                    .map(JsonNode::asString)
                    .filter(name -> !value.has(name))
                    .forEach(name -> wrong.add(place + " lacks " + name));
            value.properties().forEach(field -> {
                var known = schema.get("properties").get(field.getKey());
                if (known == null) {
                    wrong.add(place + " has " + field.getKey());
                } else {
                    check(field.getValue(), known, place + "." + field.getKey(), wrong);
                }
            });
        }
    }
}
