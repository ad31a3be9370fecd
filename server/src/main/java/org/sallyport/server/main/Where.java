package org.sallyport.server.main;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.config.Problem;
import org.sallyport.server.config.Settings;
import org.sallyport.server.config.SettingsFile;
import picocli.CommandLine.Option;

/// Which Sallyport a command is for: the one of a configuration file, or a demo.
final class Where {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration file.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "The folder of a demo, in place of a configuration file.")
    private @Nullable Path data;

    /// The settings in that file.
    ///
    /// @throws Failure with every problem of the file
    Settings settings(Terminal terminal) {
        if (config != null) {
            return read(config, terminal);
        }
        if (data == null) {
            throw Failure.misuse("sallyport: --config FILE or --data DIR is missing");
        }
        return read(data.resolve(DemoFolder.CONFIGURATION), terminal);
    }

    static Settings read(Path file, Terminal terminal) {
        return switch (new SettingsFile(file, terminal.environment()).read()) {
            case SettingsFile.Outcome.Valid(var settings) -> settings;
            case SettingsFile.Outcome.Invalid(var problems) -> throw Failure.misuse(list(file, problems));
        };
    }

    private static String list(Path file, java.util.List<Problem> problems) {
        var lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        return lines + "\n" + problems.size() + (problems.size() == 1 ? " problem in " : " problems in ") + file;
    }
}
