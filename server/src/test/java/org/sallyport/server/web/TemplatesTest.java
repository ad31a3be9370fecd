package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private static final Path TEMPLATES =
            Path.of(System.getProperty("user.dir"), "src", "main", "resources", "templates");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern CONDITION = Pattern.compile("th:(?:if|unless)=");

    // A fragment takes the place of its tag before the tag's condition is looked at, and so it always stands there.
    @Test
    void noTagHasAConditionAndAFragmentInItsPlace() throws IOException {
        var tags = new ArrayList<String>();
        try (var files = Files.walk(TEMPLATES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".html")).toList()) {
                TAG.matcher(Files.readString(file)).results().forEach(tag -> tags.add(tag.group()));
            }
        }

        assertThat(tags).hasSizeGreaterThan(1000);
        assertThat(tags)
                .noneMatch(tag ->
                        tag.contains("th:replace=") && CONDITION.matcher(tag).find());
    }
}
