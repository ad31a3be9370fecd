package org.sallyport.acceptance.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ran;

/// The examples of a document: what it has one type into a shell (blocks of `sh`), and below each what it says comes
/// out; where nothing stands below, nothing comes out. In that a `…` stands for the rest of a line, and on a line of
/// its own for any lines.
///
/// @param address that the document names, in place of the server's own
record Examples(String document, String address, List<Example> all) {
    private static final Pattern BLOCKS =
            Pattern.compile("(?ms)^```sh\\n(.*?)^```$(?:\\n+^```(?:json|text)\\n(.*?)^```$)?");
    private static final String END = "== what the example before this line printed ends here ==";

    private record Example(String typed, String shown) {}

    /// @param document of the folder `docs`
    static Examples of(String document, String address) {
        var file = Path.of(System.getProperty("sallyport.root")).resolve("docs").resolve(document);
        try {
            var found = BLOCKS.matcher(Files.readString(file))
                    .results()
                    .map(block -> new Example(block.group(1), block.group(2) == null ? "" : block.group(2)))
                    .toList();
            return new Examples(document, address, found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Types one after the other into one shell, in a folder of its own, and looks at what comes out.
    ///
    /// @param server in place of the address in the document
    /// @param environment what the document expects to be there
    void holdAt(String server, Map<String, String> environment) {
        try (var folder = PeerFolder.makeForOwner()) {
            var script = folder.write(
                    "examples.sh",
                    all.stream()
                            .map(example -> typed(example, server) + "echo '" + END + "'\n")
                            .collect(Collectors.joining("", "cd '" + folder.path() + "'\n", "")));
            var ran = Ran.of(List.of("bash", "-eu", script.toString()), environment, "");
            var printed = ran.said().split(END + "\n", -1);
            for (int i = 0; i < all.size() && i < printed.length; i++) {
                assertThat(printed[i])
                        .as("what %s says of%n%s", document, all.get(i).typed())
                        .matches(shape(all.get(i).shown()));
            }
            assertThat(ran.code()).as(ran.said()).isZero();
        }
    }

    private String typed(Example example, String server) {
        return example.typed().replace(address, server).replace("./sallyport ", "'" + Demo.LAUNCHER + "' ");
    }

    private static Pattern shape(String shown) {
        return Pattern.compile(shown.lines()
                .map(line -> line.equals("…") ? "(?:.*\\n)*?" : inLine(line) + "\\n")
                .collect(Collectors.joining()));
    }

    private static String inLine(String line) {
        return List.of(line.split("…", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
    }
}
