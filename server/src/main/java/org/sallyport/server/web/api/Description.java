package org.sallyport.server.web.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What there is, for programs that write programs: OpenAPI 3.1. It is the same for everybody and says nothing of
/// anybody. The file is made from the endpoints when Sallyport is built.
@RestController
public class Description {
    static final String PATH = "/api/v1/openapi.json";
    static final String FILE = "openapi.json";

    private final String text = read();

    @Answers(to = "This description.")
    @Open(Open.To.EVERYBODY)
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> openapi() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(text);
    }

    /// As it is served.
    public String text() {
        return text;
    }

    private static String read() {
        try (var file = new ClassPathResource(FILE, Description.class).getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
