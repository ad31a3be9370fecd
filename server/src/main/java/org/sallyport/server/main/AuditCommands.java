package org.sallyport.server.main;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditLog;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `audit`: what happened.
final class AuditCommands {
    private static final int PAGE = 500;

    private AuditCommands() {}

    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        var desk = new Desk(terminal, clock);
        return new CommandLine(new Group()).addSubcommand(new Verify(desk)).addSubcommand(new Export(desk));
    }

    @Command(name = "audit", description = "Verify and export the audit log.")
    private static final class Group extends CommandGroup {}

    @Command(
            name = "verify",
            description = "Check that no entry of the audit log was altered, removed, moved or cut off.",
            footer = {"", "Example:", "  ./sallyport audit verify --config sallyport.yaml"})
    private static final class Verify implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "1")
        private Where where = new Where();

        Verify(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> switch (new AuditChain(
                            installation.keyset())
                    .verify(installation.store())) {
                case AuditChain.Verification.Whole(long entries) -> {
                    desk.say("The audit log is whole: " + entries + (entries == 1 ? " entry." : " entries."));
                    yield 0;
                }
                case AuditChain.Verification.BrokenAt(long number, String what) -> {
                    desk.terminal()
                            .err()
                            .println("sallyport: the audit log is not as it was written: entry " + number + " " + what);
                    yield Failure.FAILED;
                }
            });
        }
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

        @ArgGroup(multiplicity = "1")
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
                    page.forEach(entry -> desk.say(Listing.line(row(entry))));
                    after = page.isEmpty() ? after : page.getLast().number();
                } while (page.size() == PAGE);
                return 0;
            });
        }

        private static Map<String, Object> row(AuditLog.Entry entry) {
            var event = entry.event();
            var row = new LinkedHashMap<String, Object>();
            row.put("number", entry.number());
            row.put("at", event.at().toString());
            row.put("kind", event.kind().code());
            event.about().ifPresent(account -> row.put("about", account.toString()));
            row.put("by", event.by().code());
            row.put("details", new TreeMap<>(event.details()));
            row.put("link", entry.link().text());
            return row;
        }
    }
}
