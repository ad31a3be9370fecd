package org.sallyport.server.remote;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The commands for a server elsewhere, put into a command line: beside the commands of this machine, or, where both
/// can carry out the same, as that command with `--server`.
public final class RemoteCommands {
    private static final String SERVER = "--server";
    private static final String SERVER_VARIABLE = "SALLYPORT_SERVER";
    private static final String TOKEN_FILE = "--token-file";
    private static final String CLIENT_ID = "--client-id";
    private static final String CLIENT_SECRET_FILE = "--client-secret-file";
    private static final String CA = "--ca";
    private static final List<String> OF_EVERY =
            List.of(SERVER, TOKEN_FILE, CLIENT_ID, CLIENT_SECRET_FILE, CA, Talk.JSON, "--help");
    private static final List<String> OF_THIS_MACHINE = List.of("--config", "--data");

    private final Surroundings surroundings;
    private final IdentityHashMap<CommandSpec, RemoteCommand> commands = new IdentityHashMap<>();
    /// What a command of this machine has only been given for a server elsewhere.
    private final IdentityHashMap<CommandSpec, List<String>> added = new IdentityHashMap<>();

    private RemoteCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Adds them all, and has the command line run them.
    public static void addTo(CommandLine root, Surroundings surroundings) {
        var all = new RemoteCommands(surroundings);
        offerServer(root.getCommandSpec());
        Catalogue.all().forEach(command -> all.add(root, command));
        root.setExecutionStrategy(all::run);
    }

    private void add(CommandLine root, RemoteCommand command) {
        var words = command.path().split(" ", -1);
        var parent = root;
        for (int i = 0; i < words.length - 1; i++) {
            parent = groupOf(parent, words[i]);
        }
        var name = words[words.length - 1];
        var spec = commandOf(parent, name, command.does()).getCommandSpec();
        commands.put(spec, command);
        offerServer(spec);
        var fresh = new ArrayList<String>();
        offer(spec, command, fresh);
        added.put(spec, fresh);
    }

    private static CommandLine groupOf(CommandLine parent, String name) {
        var does = Catalogue.GROUPS.getOrDefault(name, "");
        var group = commandOf(parent, name, does);
        group.getCommandSpec().usageMessage().synopsisSubcommandLabel("COMMAND");
        return group;
    }

    /// The one that is there, or a new one.
    private static CommandLine commandOf(CommandLine parent, String name, String does) {
        var there = parent.getSubcommands().get(name);
        if (there != null) {
            return there;
        }
        var spec = CommandSpec.create().name(name);
        spec.usageMessage().description(does);
        var fresh = new CommandLine(spec);
        parent.addSubcommand(name, fresh);
        return fresh;
    }

    private static void offer(CommandSpec spec, RemoteCommand command, List<String> fresh) {
        int index = 0;
        boolean isWhole = spec.userObject() != null;
        for (var input : command.inputs()) {
            if (input.isOption()) {
                if (spec.findOption(input.label()) == null) {
                    spec.addOption(option(input));
                    fresh.add(input.label());
                }
            } else if (!isWhole) {
                spec.addPositional(positional(input, index++));
            }
        }
        if (spec.findOption(Talk.JSON) == null) {
            spec.addOption(OptionSpec.builder(Talk.JSON)
                    .type(boolean.class)
                    .description("As JSON.")
                    .build());
            fresh.add(Talk.JSON);
        }
    }

    private static OptionSpec option(Input input) {
        var option = OptionSpec.builder(input.label()).description(input.does());
        return switch (input.kind()) {
            case FLAG -> option.type(boolean.class).build();
            case TEXTS, TEXTS_OR_ANY, TEXTS_OR_NONE, PEOPLE, PAIRS ->
                option.type(List.class)
                        .auxiliaryTypes(String.class)
                        .arity("1")
                        .paramLabel(input.word())
                        .build();
            case NUMBER ->
                option.type(Long.class).arity("1").paramLabel(input.word()).build();
            case TEXT, MOMENT, PERSON, DEVICE ->
                option.type(String.class).arity("1").paramLabel(input.word()).build();
        };
    }

    private static PositionalParamSpec positional(Input input, int index) {
        var positional = PositionalParamSpec.builder().paramLabel(input.label()).description(input.does());
        return input.kind() == Input.Kind.PAIRS || input.kind() == Input.Kind.PEOPLE
                ? positional
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .index(index + "..*")
                        .arity("1..*")
                        .build()
                : positional
                        .type(String.class)
                        .index(Integer.toString(index))
                        .arity("1")
                        .build();
    }

    private static void offerServer(CommandSpec spec) {
        offerOne(spec, SERVER, "URL", "The server to ask, in place of this machine; or " + SERVER_VARIABLE + ".");
        offerOne(
                spec,
                TOKEN_FILE,
                "FILE",
                "Holds the token; or " + Credentials.TOKEN_FILE + " names it, or the token is in " + Credentials.TOKEN
                        + ".");
        offerOne(spec, CLIENT_ID, "ID", "A client, in place of a token; or " + Credentials.CLIENT_ID + ".");
        offerOne(
                spec,
                CLIENT_SECRET_FILE,
                "FILE",
                "Holds the client's secret; or " + Credentials.CLIENT_SECRET_FILE + " names it.");
        offerOne(spec, CA, "FILE", "Certificates of authorities (PEM) to trust besides the usual ones.");
    }

    private static void offerOne(CommandSpec spec, String name, String word, String does) {
        spec.addOption(OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(word)
                .description(does)
                .build());
    }

    private int run(ParseResult parsed) {
        var help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        var asked = parsed;
        while (asked.hasSubcommand()) {
            asked = asked.subcommand();
        }
        try {
            return run(parsed, asked);
        } catch (RemoteFailure failure) {
            surroundings.screen().tell(failure.sentence());
            return failure.exitCode();
        } catch (CommandLine.PicocliException foreseen) {
            throw foreseen;
        } catch (RuntimeException unforeseen) {
            // Only what comes as one of these does picocli hand to whoever says it in a sentence.
            throw new CommandLine.ExecutionException(asked.commandSpec().commandLine(), "unforeseen", unforeseen);
        }
    }

    private int run(ParseResult parsed, ParseResult asked) {
        var spec = asked.commandSpec();
        var command = commands.get(spec);
        if (command == null) {
            if (parsed.hasMatchedOption(SERVER) && spec.subcommands().isEmpty()) {
                throw RemoteFailure.misuse(
                        spec.qualifiedName(" ").replaceFirst("^sallyport ", "") + " works on the machine itself only");
            }
            if (spec.userObject() == null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(),
                        "one of " + String.join(", ", spec.subcommands().keySet()) + " is missing");
            }
            return new CommandLine.RunLast().execute(parsed);
        }
        boolean isHere = spec.userObject() != null && OF_THIS_MACHINE.stream().anyMatch(asked::hasMatchedOption);
        var said = said(parsed, asked, SERVER);
        if (isHere && said.isPresent()) {
            throw RemoteFailure.misuse("--server goes with neither --config nor --data");
        }
        var url = said.or(() -> isHere
                ? Optional.empty()
                : Optional.ofNullable(surroundings.environment().get(SERVER_VARIABLE))
                        .filter(text -> !text.isBlank()));
        return url.isPresent() ? elsewhere(url.get(), command, parsed, asked) : here(isHere, parsed, asked);
    }

    private int here(boolean isSaid, ParseResult parsed, ParseResult asked) {
        if (asked.commandSpec().userObject() == null) {
            throw RemoteFailure.misuse("--server URL is missing");
        }
        if (!isSaid) {
            throw RemoteFailure.misuse("one of --config FILE, --data DIR and --server URL is missing");
        }
        for (var name : added.getOrDefault(asked.commandSpec(), List.of())) {
            if (asked.hasMatchedOption(name)) {
                throw RemoteFailure.misuse(name + " goes with --server");
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private int elsewhere(String url, RemoteCommand command, ParseResult parsed, ParseResult asked) {
        var given = new Given(asked);
        var known = command.inputs().stream().map(Input::label).toList();
        for (var label : given.labels()) {
            if (!known.contains(label) && !OF_EVERY.contains(label)) {
                throw RemoteFailure.misuse(label + " works on the machine itself only");
            }
        }
        var address = ServerUrl.parse(url);
        var credentials = Credentials.find(
                new Credentials.Said(
                        said(parsed, asked, TOKEN_FILE).map(Path::of),
                        said(parsed, asked, CLIENT_ID),
                        said(parsed, asked, CLIENT_SECRET_FILE).map(Path::of)),
                surroundings.environment(),
                surroundings.screen());
        var trust = Trust.with(said(parsed, asked, CA).map(Path::of));
        try (var server = new Server(address, credentials, trust, surroundings.pause())) {
            return new Talk(command, given, server, surroundings).carryOut();
        }
    }

    /// What was said with the command, or in front of it.
    private static Optional<String> said(ParseResult parsed, ParseResult asked, String name) {
        return Optional.ofNullable(asked.matchedOptionValue(name, (String) null))
                .or(() -> Optional.ofNullable(parsed.matchedOptionValue(name, (String) null)));
    }
}
