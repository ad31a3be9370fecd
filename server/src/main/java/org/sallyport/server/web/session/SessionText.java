package org.sallyport.server.web.session;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The content of a session as bytes: one JSON object of strings.
final class SessionText {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SessionText() {}

    static byte[] write(Map<String, String> content) {
        return JSON.writeValueAsBytes(content);
    }

    static Map<String, String> read(byte[] json) {
        return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
    }
}
