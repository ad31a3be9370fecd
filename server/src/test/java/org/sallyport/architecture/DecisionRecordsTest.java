package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DecisionRecordsTest {
    private static final List<String> PARTS =
            List.of("Status", "Question", "Forces", "Decision", "Instead of", "Costs", "Proof", "Revisit when");
    private static final Pattern LINK = Pattern.compile("\\]\\(([0-9]{4}-[a-z0-9-]+\\.md)\\)");

    private final Repository repository = Repository.ofThisBuild();
    private final List<Path> records = Repository.filesUnder(repository.root().resolve("docs/decisions")).stream()
            .filter(file -> !file.endsWith("README.md"))
            .toList();

    @Test
    void numbersBeginAtOneAndLeaveNoGap() {
        assertThat(names().map(name -> name.substring(0, 4)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, records.size())
                        .mapToObj("%04d"::formatted)
                        .toList());
    }

    @Test
    void theIndexNamesEveryRecordOnceAndInOrder() {
        String index = repository.read("docs/decisions/README.md");

        assertThat(LINK.matcher(index).results().map(link -> link.group(1)))
                .containsExactlyElementsOf(names().toList());
    }

    @TestFactory
    Stream<DynamicTest> everyRecordHasAllItsParts() {
        return records.stream()
                .map(record -> DynamicTest.dynamicTest(fileName(record), () -> {
                    String text = Repository.read(record);
                    assertThat(PARTS).allSatisfy(part -> assertThat(text).containsPattern("(?m)^## " + part + "$"));
                }));
    }

    private Stream<String> names() {
        return records.stream().map(DecisionRecordsTest::fileName);
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
