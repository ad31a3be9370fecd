package org.sallyport.server.main;

import java.time.InstantSource;
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
        try (var installation = Installation.open(where.settings(terminal), clock, absent)) {
            return work.on(installation, ServicesWiring.wire(installation));
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
        if (receipt.servers() > 0) {
            say(receipt.closed() + (receipt.closed() == 1 ? " connection" : " connections") + " closed in "
                    + receipt.took().toMillis() + " ms.");
        }
        if (!receipt.unreachable().isEmpty()) {
            say("Not reached: " + String.join(", ", receipt.unreachable())
                    + ". What is open there stays open; the rest is done all the same.");
        }
    }
}
