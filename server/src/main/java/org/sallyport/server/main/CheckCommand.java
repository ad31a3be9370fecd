package org.sallyport.server.main;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sallyport.server.config.Explanation;
import picocli.CommandLine.Command;
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

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (explain) {
            terminal.out().print(Explanation.plain());
        }
        if (config != null) {
            var _ = StaffWiring.need(Where.read(config, terminal));
            terminal.out().println(config + ": nothing is wrong.");
        } else if (!explain) {
            throw Failure.misuse("sallyport: --config FILE or --explain is missing");
        }
        return 0;
    }
}
