package org.sallyport.server.main;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `app-password`: what somebody's apps sign in with. An operator can see and revoke, never make one.
final class AppPasswordCommands {
    private AppPasswordCommands() {}

    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        var desk = new Desk(terminal, clock);
        return new CommandLine(new Group()).addSubcommand(new ListOfOne(desk)).addSubcommand(new Revoke(desk));
    }

    @Command(name = "app-password", description = "List and revoke somebody's app passwords.")
    private static final class Group extends CommandGroup {}

    @Command(
            name = "list",
            description = "List somebody's app passwords; never a secret.",
            footer = {"", "Example:", "  ./sallyport app-password list eleni@olive.example --config sallyport.yaml"})
    private static final class ListOfOne implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Parameters(paramLabel = "NAME", description = "The account's user name.")
        private String name = "";

        @Mixin
        private final Form form = new Form();

        ListOfOne(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var rows = wired.appPasswords().of(Desk.require(wired, name).id()).stream()
                        .map(ListOfOne::row)
                        .toList();
                form.list(desk.terminal(), rows);
                return 0;
            });
        }

        private static Map<String, Object> row(AppPassword held) {
            var row = new LinkedHashMap<String, Object>();
            row.put("id", held.id().toString());
            row.put("label", held.label().value());
            row.put("made", held.lifetime().issued().toString());
            row.put("expires", held.lifetime().expires().map(Object::toString).orElse(""));
            row.put(
                    "protocols",
                    held.scope().protocols().stream()
                            .sorted()
                            .map(Protocol::code)
                            .toList());
            row.put(
                    "networks",
                    held.scope().networks().stream()
                            .map(Object::toString)
                            .sorted()
                            .toList());
            row.put(
                    "unused-until",
                    held.lifetime()
                            .unusedUntil()
                            .filter(_ -> held.isAwaited())
                            .map(Object::toString)
                            .orElse(""));
            row.put(
                    "tied-to",
                    Stream.concat(
                                    held.ties().families().stream().map(Protocol.Family::code),
                                    held.ties().networks().stream().map(Object::toString))
                            .sorted()
                            .toList());
            row.put("last-used", held.lastUse().map(use -> use.at().toString()).orElse(""));
            row.put(
                    "last-protocol",
                    held.lastUse().map(use -> use.protocol().code()).orElse(""));
            row.put(
                    "last-source",
                    held.lastUse().map(use -> use.source().toString()).orElse(""));
            row.put(
                    "last-client",
                    held.lastUse()
                            .flatMap(LastUse::client)
                            .map(ClientName::value)
                            .orElse(""));
            return row;
        }
    }

    @Command(
            name = "revoke",
            customSynopsis =
                    "sallyport app-password revoke [-h] [--json] (--config=FILE | --data=DIR | --server=URL) NAME (ID | --all)",
            description =
                    "Revoke one of somebody's app passwords, or all of them. Works at once, also on a running server.",
            footer = {
                "",
                "Examples:",
                "  ./sallyport app-password revoke eleni@olive.example 0b5c2d1e-… --config sallyport.yaml",
                "  ./sallyport app-password revoke eleni@olive.example --all --config sallyport.yaml",
            })
    private static final class Revoke implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        @Parameters(index = "0", paramLabel = "NAME", description = "The account's user name.")
        private String name = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "ID",
                description = "The id that app-password list prints.")
        private @Nullable String id;

        @Option(names = "--all", description = "Revoke all of them.")
        private boolean all;

        Revoke(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            if (all == (id != null)) {
                throw Failure.misuse("sallyport: needs ID or --all, one of the two");
            }
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var account = Desk.require(wired, name);
                if (all) {
                    int open = wired.appPasswords().of(account.id()).size();
                    var receipt = wired.revocations().revokeAll(account, Desk.OPERATOR);
                    var sentence = open + (open == 1 ? " app password is" : " app passwords are") + " revoked.";
                    form.say(
                            desk.terminal(),
                            Done.saying(sentence).with("revoked", open).closing(receipt));
                    return 0;
                }
                var wanted = AppPasswordId.parse(id == null ? "" : id)
                        .orElseThrow(() -> Failure.misuse("sallyport: ID needs an id as app-password list prints it"));
                var receipt = wired.revocations()
                        .revoke(account, wanted, Desk.OPERATOR)
                        .orElseThrow(() -> Failure.because("sallyport: " + account.username()
                                + " holds no such app password, or it is revoked already."));
                form.say(
                        desk.terminal(),
                        Done.saying("The app password is revoked.")
                                .with("revoked", 1)
                                .closing(receipt));
                return 0;
            });
        }
    }
}
