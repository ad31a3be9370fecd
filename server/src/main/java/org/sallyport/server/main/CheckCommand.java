package org.sallyport.server.main;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.config.Explanation;
import org.sallyport.server.config.Problem;
import org.sallyport.server.config.SettingsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `check`: what is wrong in a configuration file, all of it at once.
@Command(
        name = "check",
        description = "Check a configuration file, or explain every key it can have.",
        footer = {
            "",
            "Examples:",
            "  ./sallyport check --config /etc/sallyport/sallyport.yaml",
            "  ./sallyport check --explain | less",
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--explain", description = "Explain every key.")
    private boolean explain;

    @Mixin
    private final Form form = new Form();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (config == null && !explain) {
            throw Failure.misuse("sallyport: --config FILE or --explain is missing");
        }
        if (form.isForPrograms()) {
            if (config != null && explain) {
                throw Failure.misuse("sallyport: with --json, one of --config and --explain");
            }
            return config == null ? explained() : judged(config);
        }
        if (explain) {
            terminal.out().print(Explanation.plain());
        }
        if (config != null) {
            var _ = StaffWiring.need(Where.read(config, terminal));
            terminal.out().println(config + ": nothing is wrong.");
        }
        return 0;
    }

    private int explained() {
        Listing.json(terminal, Explanation.rows());
        return 0;
    }

    private int judged(Path file) {
        var problems = problems(file);
        form.say(terminal, Done.SILENTLY.with("problems", problems));
        return problems.isEmpty() ? 0 : Failure.MISUSED;
    }

    private List<Map<String, Object>> problems(Path file) {
        return switch (new SettingsFile(file, terminal.environment()).read()) {
            case SettingsFile.Outcome.Valid(var settings) -> {
                var _ = StaffWiring.need(settings);
                yield List.of();
            }
            case SettingsFile.Outcome.Invalid(var problems) ->
                problems.stream().map(CheckCommand::row).toList();
        };
    }

    private static Map<String, Object> row(Problem problem) {
        var row = new LinkedHashMap<String, Object>();
        row.put("key", problem.path());
        row.put("what", problem.what());
        problem.line().ifPresent(line -> row.put("line", line));
        return row;
    }
}
