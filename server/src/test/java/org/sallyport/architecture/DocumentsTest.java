package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents point at is there: a promise whose test was renamed away is no promise.
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");
    private static final Pattern TESTS = Pattern.compile("`(\\w+(?:Test|Contract)(?:\\.\\w+)*)`");
    private static final Pattern SOURCES = Pattern.compile("`([\\w/.-]+\\.(?:java|lua))`");

    private final Repository repository = Repository.ofThisBuild();
    private final List<Path> sources = Stream.concat(
                    repository.javaFiles().stream(),
                    Repository.filesUnder(repository.root().resolve("integrations")).stream())
            .toList();

    @Test
    void everyLinkLeadsToAFile() {
        var dead = new ArrayList<String>();
        for (Path document : documents()) {
            LINK.matcher(Repository.read(document))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !target.contains(":"))
                    .filter(target -> !Files.exists(document.resolveSibling(target)))
                    .forEach(target -> dead.add(repository.relative(document) + " links to " + target));
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void everyTestThatAPromiseRestsOnExists() {
        var missing = new ArrayList<String>();
        for (Path document : documents()) {
            TESTS.matcher(Repository.read(document))
                    .results()
                    .map(test -> test.group(1))
                    .filter(test -> !isThere(test.split("\\.", -1)))
                    .forEach(test -> missing.add(repository.relative(document) + " names " + test));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everySourceThatTheArchitectureNamesExists() {
        assertThat(SOURCES.matcher(repository.read("ARCHITECTURE.md")).results().map(source -> source.group(1)))
                .isNotEmpty()
                .allSatisfy(source ->
                        assertThat(sources).anyMatch(file -> file.toString().endsWith("/" + source)));
    }

    private List<Path> documents() {
        var root = Objects.requireNonNull(repository.root().toFile().listFiles());
        return Stream.concat(
                        Arrays.stream(root).map(java.io.File::toPath),
                        Repository.filesUnder(repository.root().resolve("docs")).stream())
                .filter(file -> file.toString().endsWith(".md"))
                .toList();
    }

    private boolean isThere(String[] names) {
        return sources.stream()
                .filter(file -> file.toString().endsWith("/" + names[0] + ".java"))
                .map(Repository::read)
                .anyMatch(text -> Arrays.stream(names)
                        .allMatch(name -> Pattern.compile("\\b" + name + "\\b")
                                .matcher(text)
                                .find()));
    }
}
