package org.sallyport.server.main;

import picocli.CommandLine.Command;

/// `sallyport` without a command: says which there are.
@Command(
        name = "sallyport",
        description = "App passwords for mail programs and everything else that only knows a password.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 fine; 1 refused, failed or a problem found; 2 wrong command line or configuration;",
            "3 with --server: no answer that could be relied on.",
            "",
            "To look around:      ./sallyport demo",
            "To set up a server:  ./sallyport check --explain",
            "To ask one:          ./sallyport --server https://apps.olive.example --token-file FILE token show",
        })
final class RootCommand extends CommandGroup {}
