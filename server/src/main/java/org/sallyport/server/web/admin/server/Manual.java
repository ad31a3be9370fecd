package org.sallyport.server.web.admin.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The shipped files and the pages about integrations, as they were when this was built.
final class Manual {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```[a-z]*\\n(.*?)^ *```$");

    private Manual() {}

    /// A file of the folder `integrations`.
    static String shipped(String file) {
        return read("shipped/" + file);
    }

    /// The block of a page that holds this line, without the indentation of its list.
    ///
    /// @throws IllegalStateException when there is none
    static String block(String page, String line) {
        return BLOCK.matcher(read("documented/" + page))
                .results()
                .map(found -> unindented(found.group(2), found.group(1).length()))
                .filter(block -> block.lines().anyMatch(line::equals))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no block of " + page + " holds \"" + line + "\""));
    }

    private static String unindented(String block, int by) {
        var text = new StringBuilder();
        Arrays.stream(block.split("\n", -1))
                .map(line -> line.substring(Math.min(by, line.length())))
                .forEach(line -> text.append(line).append('\n'));
        return text.substring(0, text.length() - 1);
    }

    private static String read(String name) {
        try (var in = Manual.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " was not packed");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
