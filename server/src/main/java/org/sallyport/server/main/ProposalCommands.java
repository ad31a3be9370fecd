package org.sallyport.server.main;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.staff.ProposalDesk;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `proposal`: what waits for a second admin, and the way out where there is none.
final class ProposalCommands {
    private ProposalCommands() {}

    static CommandLine commandLine(Desk desk) {
        return new CommandLine(new Group()).addSubcommand(new ListAll(desk)).addSubcommand(new Approve(desk));
    }

    @Command(name = "proposal", description = "See what waits for a second admin, and approve it where there is none.")
    private static final class Group extends CommandGroup {}

    @Command(
            name = "list",
            description = "List what staff have proposed and nobody has decided about.",
            footer = {"", "Example:", "  ./sallyport proposal list --config sallyport.yaml"})
    private static final class ListAll implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        ListAll(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var waiting = wired.proposals().waiting();
                if (form.isForPrograms()) {
                    form.list(
                            desk.terminal(),
                            waiting.stream().map(one -> row(wired, one)).toList());
                } else {
                    waiting.forEach(one -> desk.say(line(wired, one)));
                }
                return 0;
            });
        }

        private static String line(Wired wired, ProposalDesk.Waiting waiting) {
            var proposal = waiting.proposal();
            var what = proposal.what();
            return proposal.id() + "  " + what.act().code()
                    + what.whom().map(id -> " of " + name(wired, id)).orElse("")
                    + what.values().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(value -> " " + value.getKey() + "=" + value.getValue())
                            .collect(Collectors.joining())
                    + "  by " + name(wired, proposal.proposer()) + " until " + proposal.until() + ": "
                    + proposal.why();
        }

        private static Map<String, Object> row(Wired wired, ProposalDesk.Waiting waiting) {
            var proposal = waiting.proposal();
            var what = proposal.what();
            var row = new LinkedHashMap<String, Object>();
            row.put("id", proposal.id().toString());
            row.put("act", what.act().code());
            row.put("of", what.whom().map(id -> name(wired, id)).orElse(""));
            row.put("values", new TreeMap<>(what.values()));
            row.put("by", name(wired, proposal.proposer()));
            row.put("until", proposal.until().toString());
            row.put("why", proposal.why());
            return row;
        }

        private static String name(Wired wired, AccountId id) {
            return wired.store()
                    .transact(books -> Accounts.in(books).find(id))
                    .map(Account::username)
                    .map(Object::toString)
                    .orElse("an account that is gone");
        }
    }

    @Command(
            name = "approve",
            description = "Do what was proposed, in the place of a second admin. It is judged anew.",
            footer = {
                "",
                "Example:",
                "  ./sallyport proposal approve 0f8e6c1a-5b1f-4a0e-9a57-3c7d0e3f9b11 --config sallyport.yaml"
            })
    private static final class Approve implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        @Parameters(paramLabel = "ID", description = "As the list shows it.")
        private UUID id = new UUID(0, 0);

        Approve(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                switch (wired.proposals().approveAs(Desk.OPERATOR, id)) {
                    case DONE ->
                        form.say(
                                desk.terminal(),
                                Done.saying("It is approved and done.").with("id", id.toString()));
                    case OUTDATED ->
                        throw Failure.because(
                                "sallyport: it cannot be done any more as it was proposed; it is closed.");
                    case GONE, NOT_ALLOWED -> throw Failure.because("sallyport: there is no such proposal.");
                }
                return 0;
            });
        }
    }
}
