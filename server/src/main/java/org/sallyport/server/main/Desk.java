package org.sallyport.server.main;

import java.time.InstantSource;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
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
}
