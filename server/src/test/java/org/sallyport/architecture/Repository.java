package org.sallyport.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The checked-out repository, as the tests of this package read it.
record Repository(Path root) {
    private static final List<String> MODULES = List.of("core", "server", "acceptance", "bench");

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
