package org.sallyport.server.main;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.audit.Actor;

/// Where an operator's commands are carried out: beside a running server or without one.
record Desk(Terminal terminal, InstantSource clock) {
    /// Who the audit log says it was.
    static final Actor OPERATOR = new Actor.Operator();

    /// What a command does.
    @FunctionalInterface
    interface Work {
        /// @return the exit code
        int on(Installation installation, Wired wired);
    }

    int work(Where where, Installation.Absent absent, Work work) {
        try (var installation = Installation.open(where.settings(terminal), clock, absent);
                var connections = DoveadmWiring.connect(installation)) {
            return work.on(
                    installation,
                    ServicesWiring.wire(
                            installation,
                            SourcesWiring.open(installation),
                            connections,
                            Optional.empty(),
                            Runnable::run));
        }
    }

    /// The account of this name.
    static Account require(Wired wired, String typed) {
        return Username.parse(typed)
                .flatMap(name ->
                        wired.store().transact(books -> Accounts.in(books).named(name)))
                .orElseThrow(() -> Failure.because("sallyport: there is no account of that name."));
    }

    void say(String line) {
        terminal.out().println(line);
    }

    /// Says what was closed at connected servers; nothing where none is connected.
    void sayClosed(OpenConnections.Receipt receipt) {
        var gaps = receipt.gaps();
        if (receipt.closed() > 0 || receipt.servers() > 0 && gaps.isEmpty()) {
            say(receipt.closed() + (receipt.closed() == 1 ? " connection" : " connections") + " closed in "
                    + receipt.took().toMillis() + " ms.");
        }
        sayOf(gaps.uncounted(), "Closed without a count: ", ". That server could not tell how many there were.");
        sayOf(
                gaps.leftOpen(),
                "Left open: ",
                ". Its commands would take this user name for a mask and close what others have open.");
        sayOf(gaps.unreachable(), "Not reached: ", ". What is open there stays open; the rest is done all the same.");
    }

    private void sayOf(List<String> servers, String before, String behind) {
        if (!servers.isEmpty()) {
            say(before + String.join(", ", servers) + behind);
        }
    }
}
