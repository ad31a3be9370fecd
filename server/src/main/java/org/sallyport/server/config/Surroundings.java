package org.sallyport.server.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a value may refer to.
///
/// @param folder of the configuration file; relative paths begin there
/// @param environment of the process, for `env:` references
public record Surroundings(Path folder, Map<String, String> environment) {
    public Surroundings {
        folder = folder.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    Path resolve(String path) {
        return folder.resolve(path).normalize();
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public String toString() {
        return "Surroundings[" + folder + "]";
    }
}
