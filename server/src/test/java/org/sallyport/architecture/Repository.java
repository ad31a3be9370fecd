package org.sallyport.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The checked-out repository, as the tests of this package read it.
record Repository(Path root) {
    private static final List<String> MODULES = List.of("core", "server", "acceptance", "bench");
    private static final Pattern WRITTEN_BY_HAND =
            Pattern.compile("\\.(java|html|css|js|lua|sql|ya?ml|properties|xml|sh|dialog|conf)$");

    /// The repository this test run was started in.
    static Repository ofThisBuild() {
        String root = System.getProperty("sallyport.root");
        return new Repository(root == null ? Path.of("..").toAbsolutePath().normalize() : Path.of(root));
    }

    String read(String file) {
        return read(root.resolve(file));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every Java file of every module, tests included, generated code not.
    List<Path> javaFiles() {
        return MODULES.stream()
                .flatMap(module -> filesUnder(root.resolve(module).resolve("src")).stream())
                .filter(file -> file.toString().endsWith(".java"))
                .toList();
    }

    /// Every text file somebody wrote by hand below the modules' `src` folders, and the scripts.
    List<Path> textFiles() {
        Stream<Path> inModules = MODULES.stream()
                .flatMap(module -> filesUnder(root.resolve(module).resolve("src")).stream())
                .filter(file -> WRITTEN_BY_HAND.matcher(file.toString()).find());
        Stream<Path> scripts = Stream.of("sallyport", "verify").map(root::resolve);
        return Stream.of(inModules, filesUnder(root.resolve("tools")).stream(), scripts)
                .flatMap(files -> files)
                .toList();
    }

    String relative(Path file) {
        return root.relativize(file).toString();
    }

    static List<Path> filesUnder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
