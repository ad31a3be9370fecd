package org.sallyport.server.main;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.secret.KeysetFile;
import org.sallyport.core.throttle.Nodes;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `keys`: the keyset.
final class KeysCommands {
    private KeysCommands() {}

    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        var desk = new Desk(terminal, clock);
        return new CommandLine(new Group()).addSubcommand(new Init(desk)).addSubcommand(new Rotate(desk));
    }

    @Command(name = "keys", description = "Make the keyset, or add a new key to it.")
    private static final class Group extends CommandGroup {}

    @Command(
            name = "init",
            description =
                    "Make the keyset file and an empty database, where there is neither. The first start does it too.",
            footer = {"", "Example:", "  ./sallyport keys init --config sallyport.yaml"})
    private static final class Init implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        Init(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            var file = where.settings(desk.terminal()).places().keyset();
            if (new KeysetFile(file).exists()) {
                throw Failure.because("sallyport: " + file + " exists already and is never written over.");
            }
            return desk.work(where, Installation.Absent.MAKE, (installation, wired) -> {
                var sentence =
                        "Made " + file + ". Back it up apart from the database: neither is of use without the other.";
                form.say(desk.terminal(), Done.saying(sentence).with("keyset", file.toString()));
                return 0;
            });
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Add a new key to the keyset and put the database under it. Old keys go on checking what they made, so "
                        + "nothing that was issued stops working. A running server with this keyset file takes the new "
                        + "key up by itself.",
                "With several nodes: stop all but the one on this machine, rotate, copy the keyset file to the others, "
                        + "start them again. A node that meets a row under a key it does not hold takes the row for "
                        + "altered. While more than one node runs, nothing is rotated.",
            },
            footer = {"", "Example:", "  ./sallyport keys rotate --config sallyport.yaml"})
    private static final class Rotate implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        Rotate(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var now = desk.clock().instant();
                requireOneNode(installation, now);
                // The file first: a row under a key that is in no file would be lost.
                var rotated = installation.keysetFile().change(keys -> keys.rotated(installation.generator(), now));
                installation.keyset().adopt(rotated);
                var key = Integer.toString(rotated.primaryId());
                installation.store().transact(books -> {
                    AuditLog.in(books)
                            .append(new AuditEvent(
                                    now, AuditKind.KEY_ROTATED, Optional.empty(), Desk.OPERATOR, Map.of("key", key)));
                    return true;
                });
                var rewrapped = installation.store().rewrap();
                var file = installation.settings().places().keyset();
                form.say(
                        desk.terminal(),
                        Done.saying("Key " + key + " is in use. " + rewrapped.rows()
                                        + " rows are under it now. Back up " + file + ".")
                                .with("key", rotated.primaryId())
                                .with("rows", rewrapped.rows())
                                .with("altered", rewrapped.altered())
                                .with("keyset", file.toString()));
                if (rewrapped.altered() > 0) {
                    throw Failure.because("sallyport: " + rewrapped.altered()
                            + " rows had been altered and were left alone; audit export names them.");
                }
                return 0;
            });
        }

        // Another node would not have the new key: it would refuse whoever's rows are under it, and the entries it
        // appends to the audit log would not follow those before.
        private static void requireOneNode(Installation installation, Instant now) {
            int running = installation.store().transact(books -> Nodes.in(books).running(now.minus(Nodes.ALIVE)));
            if (running > 1) {
                throw Failure.because("sallyport: " + running + " servers of this database ran in the last "
                        + Nodes.ALIVE.toSeconds() + " seconds, and nothing was rotated. Stop all but the one on this "
                        + "machine, rotate, copy "
                        + installation.settings().places().keyset() + " to the others, and start them again.");
            }
        }
    }
}
