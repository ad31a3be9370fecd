package org.sallyport.server.main;

import picocli.CommandLine.Option;

/// `--help`, the same for every command.
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say what this command does.")
    private boolean asked;

    @Override
    public String toString() {
        return "HelpOption[" + asked + "]";
    }
}
