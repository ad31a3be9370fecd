package org.sallyport.server.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A command that a server elsewhere carries out: a row of the table of which operation is which command.
///
/// @param path `account disable`: as it is typed
/// @param ways the operations it may ask; the one whose sign is given, or the last where it needs none
/// @param doing what to do with them where it is more than asking and showing
record RemoteCommand(String path, String does, List<Way> ways, List<Input> more, Show show, Optional<Doing> doing) {
    /// @param sign the input that chooses it; empty where nothing has to be chosen
    record Way(String sign, Operation operation) {}

    /// What takes more than one request.
    @FunctionalInterface
    interface Doing {
        /// @return the exit code
        int on(Talk talk);
    }

    static RemoteCommand of(String path, String does, Operation operation) {
        return new RemoteCommand(
                path, does, List.of(new Way("", operation)), List.of(), Show.fields(), Optional.empty());
    }

    /// Asks this operation where that input is given.
    static RemoteCommand choosing(String path, String does, String sign, Operation operation) {
        return new RemoteCommand(
                path, does, List.of(new Way(sign, operation)), List.of(), Show.fields(), Optional.empty());
    }

    RemoteCommand or(String sign, Operation operation) {
        var all = new ArrayList<>(ways);
        all.add(new Way(sign, operation));
        return new RemoteCommand(path, does, List.copyOf(all), more, show, doing);
    }

    /// Is given these too, which no operation has.
    RemoteCommand with(Input... inputs) {
        return new RemoteCommand(path, does, ways, List.of(inputs), show, doing);
    }

    RemoteCommand shows(Show how) {
        return new RemoteCommand(path, does, ways, more, how, doing);
    }

    RemoteCommand by(Doing how) {
        return new RemoteCommand(path, does, ways, more, show, Optional.of(how));
    }

    /// Everything it can be given, each once, in the order in which it is declared.
    List<Input> inputs() {
        var all = new ArrayList<Input>();
        ways.stream()
                .map(Way::operation)
                .flatMap(operation -> operation.inputs().stream())
                .forEach(input -> addOnce(all, input));
        ways.stream()
                .map(Way::sign)
                .filter(sign -> sign.startsWith("--"))
                .forEach(sign -> addOnce(
                        all,
                        new Input(
                                sign,
                                Input.Place.QUERY,
                                "",
                                Input.Kind.FLAG,
                                "Means " + sign.substring(2) + ".",
                                Input.Need.WHERE_WANTED)));
        more.forEach(input -> addOnce(all, input));
        return all;
    }

    private static void addOnce(List<Input> all, Input input) {
        if (all.stream().noneMatch(known -> known.label().equals(input.label()))) {
            all.add(input);
        }
    }
}
