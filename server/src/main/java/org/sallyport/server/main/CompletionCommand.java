package org.sallyport.server.main;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `completion`: the script by which bash and zsh complete commands and options.
@Command(
        name = "completion",
        description = "Print the script by which bash and zsh complete commands and options.",
        footer = {
            "",
            "In bash, and in zsh after \"autoload -U +X bashcompinit && bashcompinit\":",
            "  source <(./sallyport completion)",
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(script(spec.root().commandLine()));
        return 0;
    }

    /// It completes `sallyport`, and with it `./sallyport`, which bash looks up by the name behind the last slash.
    static String script(CommandLine commands) {
        return AutoComplete.bash("sallyport", commands);
    }
}
