package org.sallyport.server.main;

import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// The manual of one command, in the man macros of troff (man(7)).
final class ManPage {
    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /// `sallyport-account-list`
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    static String of(CommandSpec command) {
        var page = new ManPage();
        page.head(command);
        page.synopsis(command);
        page.section("DESCRIPTION");
        for (var sentence : command.usageMessage().description()) {
            page.line(sentence);
        }
        page.arguments(command);
        page.below(command);
        page.footer(command);
        page.end(command);
        return page.text.toString();
    }

    private void head(CommandSpec command) {
        macro("TH " + quoted(name(command).toUpperCase(Locale.ROOT)) + " 1 \"\" Sallyport \"Sallyport Manual\"");
        section("NAME");
        var does = command.usageMessage().description();
        // makewhatis wants one line: the name, a hyphen and what it does.
        text.append(escaped(name(command)))
                .append(" \\- ")
                .append(escaped(does.length == 0 ? "commands" : does[0]))
                .append('\n');
    }

    private void synopsis(CommandSpec command) {
        section("SYNOPSIS");
        macro("nf");
        var help = command.commandLine().getHelp();
        Ansi.OFF.string(help.synopsis(0)).lines().map(String::stripTrailing).forEach(this::line);
        macro("fi");
    }

    private void arguments(CommandSpec command) {
        if (!command.positionalParameters().isEmpty()) {
            section("ARGUMENTS");
            command.positionalParameters().forEach(argument -> argument(argument.paramLabel(), argument));
        }
        if (!command.options().isEmpty()) {
            section("OPTIONS");
            command.options()
                    .forEach(option -> argument(
                            String.join(", ", option.names())
                                    + (option.arity().max() == 0 ? "" : " " + option.paramLabel()),
                            option));
        }
    }

    private void argument(String label, ArgSpec argument) {
        macro("TP");
        text.append("\\fB").append(escaped(label)).append("\\fR\n");
        line(String.join(" ", argument.description()));
    }

    private void below(CommandSpec command) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        section("COMMANDS");
        command.subcommands().values().forEach(below -> {
            macro("TP");
            text.append("\\fB").append(escaped(name(below.getCommandSpec()))).append("\\fR(1)\n");
            line(String.join(" ", below.getCommandSpec().usageMessage().description()));
        });
    }

    private void footer(CommandSpec command) {
        if (command.usageMessage().footer().length == 0) {
            return;
        }
        section("EXAMPLES AND NOTES");
        macro("nf");
        for (var line : command.usageMessage().footer()) {
            line(line);
        }
        macro("fi");
    }

    private void end(CommandSpec command) {
        section("EXIT STATUS");
        line("0: fine. 1: refused, failed or a problem found. 2: wrong command line or configuration. 3, with a server "
                + "elsewhere: no answer that could be relied on.");
        if (command.parent() != null) {
            section("SEE ALSO");
            text.append("\\fB").append(escaped(name(command.parent()))).append("\\fR(1)\n");
        }
    }

    private void section(String title) {
        macro("SH " + quoted(title));
    }

    private void macro(String request) {
        text.append('.').append(request).append('\n');
    }

    private void line(String words) {
        if (words.isBlank()) {
            macro("sp");
        } else {
            text.append(escaped(words)).append('\n');
        }
    }

    private static String quoted(String words) {
        return '"' + escaped(words).replace("\"", "\\(dq") + '"';
    }

    /// As text and nothing else: what begins with a dot or an apostrophe would be a request.
    private static String escaped(String words) {
        var escaped = new StringBuilder(words.startsWith(".") || words.startsWith("'") ? "\\&" : "");
        words.codePoints().forEach(sign -> {
            switch (sign) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                default -> {
                    if (sign < 0x80) {
                        escaped.appendCodePoint(sign);
                    } else {
                        escaped.append("\\[u%04X]".formatted(sign));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
