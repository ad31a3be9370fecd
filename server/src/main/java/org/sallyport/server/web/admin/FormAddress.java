package org.sallyport.server.web.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.server.web.security.Next;
import org.springframework.web.util.UriUtils;

/// The address of a page with what was filled in, so that nothing of it is lost while somebody proves their second
/// factor.
final class FormAddress {
    private FormAddress() {}

    /// @return the path alone where it would be too long to come back to
    static String of(String path, Map<String, String> fields) {
        var query = fields.entrySet().stream()
                .filter(field -> !field.getKey().equals("_csrf"))
                .map(field -> UriUtils.encode(field.getKey(), UTF_8) + "=" + UriUtils.encode(field.getValue(), UTF_8))
                .sorted()
                .collect(Collectors.joining("&"));
        return Next.parse(path + "?" + query).map(Next::path).orElse(path);
    }
}
