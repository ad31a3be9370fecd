package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A system that writes people and groups by SCIM, and asks for what it wrote.
final class ScimWriter {
    static final String TYPE = "application/scim+json";
    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    private final Browser client;

    ScimWriter(Browser client) {
        this.client = client;
    }

    ScimWriter with(String header, String value) {
        return new ScimWriter(client.with(header, value));
    }

    Browser.Answer get(String path) {
        return client.method("GET", "/scim/v2" + path, TYPE, "");
    }

    Browser.Answer send(String method, String path, String json) {
        return client.method(
                method, "/scim/v2" + path, TYPE, json.replace('\'', '"').replace("~", "\\\""));
    }

    static JsonNode json(Browser.Answer answer) {
        return JsonMapper.shared().readTree(answer.page());
    }

    static String id(Browser.Answer answer) {
        return json(answer).get("id").stringValue();
    }

    Browser.Answer add(String name, String externalId) {
        return send(
                "POST",
                "/Users",
                "{'schemas':['" + USER + "'],'userName':'" + name + "','externalId':'" + externalId
                        + "','displayName':'Eleni Papadaki','name':{'givenName':'Eleni','familyName':'Papadaki'},"
                        + "'emails':[{'value':'" + name
                        + "@olive.example','type':'work','primary':true}],'active':true}");
    }

    Browser.Answer addGroup(String name, String... members) {
        var list = Arrays.stream(members).map(id -> "{'value':'" + id + "'}").collect(Collectors.joining(","));
        return send(
                "POST",
                "/Groups",
                "{'schemas':['" + GROUP + "'],'displayName':'" + name + "','members':[" + list + "]}");
    }

    Browser.Answer patch(String path, String operations) {
        return send("PATCH", path, "{'schemas':['" + PATCH + "'],'Operations':[" + operations + "]}");
    }

    static void assertError(Browser.Answer answer, int status, String type) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith(TYPE);
        assertThat(json(answer).get("schemas").get(0).stringValue()).isEqualTo(ERROR);
        assertThat(json(answer).get("status").asString()).isEqualTo(Integer.toString(status));
        if (!type.isEmpty()) {
            assertThat(json(answer).get("scimType").stringValue()).isEqualTo(type);
        }
    }
}
