package org.sallyport.server.main;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditRow;
import org.sallyport.core.store.Books;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `audit`: what happened.
final class AuditCommands {
    private static final int PAGE = 500;

    private AuditCommands() {}

    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        var desk = new Desk(terminal, clock);
        return new CommandLine(new Group())
                .addSubcommand(new Verify(desk))
                .addSubcommand(new Export(desk))
                .addSubcommand(new Prune(desk, clock));
    }

    @Command(name = "audit", description = "Verify, export and shorten the audit log.")
    private static final class Group extends CommandGroup {}

    @Command(
            name = "verify",
            description = "Check that no entry of the audit log was altered, removed, moved or cut off.",
            footer = {"", "Example:", "  ./sallyport audit verify --config sallyport.yaml"})
    private static final class Verify implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        Verify(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var found = new AuditChain(installation.keyset()).verify(installation.store());
                return switch (found) {
                    case AuditChain.Verification.Whole(long entries) -> {
                        var sentence = "The audit log is whole: " + entries + (entries == 1 ? " entry." : " entries.");
                        form.say(
                                desk.terminal(),
                                Done.saying(sentence).with("whole", true).with("entries", entries));
                        yield 0;
                    }
                    case AuditChain.Verification.BrokenAt(long number, String what) -> broken(desk, form, number, what);
                };
            });
        }
    }

    @Command(
            name = "prune",
            description = {
                "Let the oldest entries of the audit log go, once it is exported. The rest verifies as before.",
                "Nothing is let go of a log that is not as it was written."
            },
            footer = {"", "Example:", "  ./sallyport audit prune --keep-days 400 --config sallyport.yaml"})
    private static final class Prune implements Callable<Integer> {
        /// CIS Controls 8.10: logs are kept for 90 days at least. The pages show thirty.
        private static final int FEWEST_DAYS = 90;

        private static final int AT_ONCE = 1_000;

        private final Desk desk;
        private final InstantSource clock;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        @Option(
                names = "--keep-days",
                required = true,
                paramLabel = "DAYS",
                description = "For how many days entries are kept, at least 90.")
        private int days;

        Prune(Desk desk, InstantSource clock) {
            this.desk = desk;
            this.clock = clock;
        }

        @Override
        public Integer call() {
            if (days < FEWEST_DAYS) {
                throw Failure.misuse("sallyport: --keep-days: needs at least " + FEWEST_DAYS + ", found " + days);
            }
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var store = installation.store();
                var found = new AuditChain(installation.keyset()).verify(store);
                if (found instanceof AuditChain.Verification.BrokenAt(long number, String what)) {
                    return broken(desk, form, number, what);
                }
                var before = clock.instant().minus(Duration.ofDays(days));
                long all = 0;
                int some;
                do {
                    some = store.transact(books -> letGo(books, before));
                    all += some;
                } while (some == AT_ONCE);
                var sentence = "The audit log has let " + all + (all == 1 ? " entry go." : " entries go.");
                form.say(desk.terminal(), Done.saying(sentence).with("let-go", all));
                return 0;
            });
        }

        private int letGo(Books books, Instant before) {
            var log = AuditLog.in(books);
            int count = log.letGo(before, AT_ONCE);
            log.anchor().filter(_ -> count > 0).ifPresent(anchor -> log.append(pruned(anchor.number(), count)));
            return count;
        }

        private AuditEvent pruned(long to, int count) {
            var details = Map.of("to", Long.toString(to), "count", Integer.toString(count));
            return new AuditEvent(
                    clock.instant(), AuditKind.AUDIT_PRUNED, Optional.empty(), new Actor.Operator(), details);
        }
    }

    private static int broken(Desk desk, Form form, long number, String what) {
        form.say(
                desk.terminal(),
                Done.SILENTLY.with("whole", false).with("entry", number).with("what", what));
        desk.terminal()
                .err()
                .println("sallyport: the audit log is not as it was written: entry " + number + " " + what);
        return Failure.FAILED;
    }

    @Command(
            name = "export",
            description = "Print the audit log, one JSON object a line, oldest first.",
            footer = {
                "",
                "Examples:",
                "  ./sallyport audit export --config sallyport.yaml > audit.jsonl",
                "  ./sallyport audit export --since 1200 --config sallyport.yaml | jq 'select(.kind==\"app-sign-in-rejected\")'",
            })
    private static final class Export implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Option(names = "--since", paramLabel = "NUMBER", description = "Only entries behind this number.")
        private long since;

        Export(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                long after = since;
                List<AuditLog.Entry> page;
                do {
                    long from = after;
                    page = installation
                            .store()
                            .transact(books -> AuditLog.in(books).since(from, PAGE));
                    page.forEach(entry -> desk.say(Listing.line(AuditRow.of(entry))));
                    after = page.isEmpty() ? after : page.getLast().number();
                } while (page.size() == PAGE);
                return 0;
            });
        }
    }
}
