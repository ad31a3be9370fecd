package org.sallyport.server.main;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.sallyport.core.audit.Reason;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `account delete`.
@Command(
        name = "delete",
        description = "Disable an account now, and delete it later: all that is kept of it, for good. Until then "
                + "\"account enable\" takes it back. The server deletes it when it is due. The name is given to nobody "
                + "else for a year.",
        footer = {
            "",
            "Examples:",
            "  ./sallyport account delete nikos@olive.example --why \"left in May\" --config sallyport.yaml",
            "  ./sallyport account delete nikos@olive.example --why \"asked for it\" --after-days 0 \\",
            "      --config sallyport.yaml"
        })
final class AccountDelete implements Callable<Integer> {
    private final Desk desk;

    @ArgGroup(multiplicity = "0..1")
    private Where where = new Where();

    @Mixin
    private final Form form = new Form();

    @Parameters(index = "0", paramLabel = "NAME", description = "The account's user name.")
    private String name = "";

    @Option(names = "--why", required = true, paramLabel = "REASON", description = "Stands in the audit log.")
    private String why = "";

    @Option(
            names = "--after-days",
            paramLabel = "DAYS",
            description = "How many days it can be taken back, 0 to 90; 0 deletes it at once. 7 unless said.")
    private int days = 7;

    AccountDelete(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var reason = Reason.parse(why)
                .orElseThrow(() -> Failure.misuse("sallyport: --why needs 3 to " + Reason.MAX_LENGTH + " characters"));
        if (days < 0 || days > 90) {
            throw Failure.misuse("sallyport: --after-days needs a number from 0 to 90, found " + days);
        }
        return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
            var account = Desk.require(wired, name);
            switch (wired.desks().deletions().plan(account.id(), Duration.ofDays(days), reason)) {
                case PLANNED -> done(account.username().canonical());
                case LAST_OWNER ->
                    throw Failure.because("sallyport: " + account.username()
                            + " is the last owner; make somebody else an owner first.");
                case NO_SUCH_ACCOUNT -> throw Failure.because("sallyport: there is no account of that name.");
                case NOT_ALLOWED, PROPOSED -> throw new IllegalStateException("an operator may");
            }
            return 0;
        });
    }

    private void done(String username) {
        form.say(
                desk.terminal(),
                Done.saying(sentence(username)).with("name", username).with("after-days", days));
    }

    private String sentence(String username) {
        return days == 0
                ? username + " is deleted. What the audit log says of it follows within minutes while the server runs."
                : username + " is disabled, and will be deleted in " + days + (days == 1 ? " day." : " days.");
    }
}
