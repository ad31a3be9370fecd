package org.sallyport.server.remote;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One request to the API.
///
/// @param pathAndQuery from `/` on, encoded
/// @param headers besides those that every request has
record Question(String method, String pathAndQuery, Optional<Body> body, Map<String, String> headers) {
    /// What a request carries.
    record Body(String type, byte[] bytes) {
        static Body json(JsonNode document) {
            return new Body("application/json", document.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    static Question get(String pathAndQuery) {
        return new Question("GET", pathAndQuery, Optional.empty(), Map.of());
    }

    Question withQuery(String name, String value) {
        var joint = pathAndQuery.contains("?") ? "&" : "?";
        return new Question(method, pathAndQuery + joint + encoded(name) + "=" + encoded(value), body, headers);
    }

    boolean isPost() {
        return method.equals("POST");
    }

    boolean isDelete() {
        return method.equals("DELETE");
    }

    /// As it stands in a path or a query.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
