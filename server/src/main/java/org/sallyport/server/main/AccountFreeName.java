package org.sallyport.server.main;

import java.util.concurrent.Callable;
import org.sallyport.core.account.Username;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `account free-name`.
@Command(
        name = "free-name",
        description = "Let the user name of a deleted account be given again before the year is over. Whoever gets it "
                + "gets what is still addressed to the one before.",
        footer = {"", "Example:", "  ./sallyport account free-name nikos@olive.example --config sallyport.yaml"})
final class AccountFreeName implements Callable<Integer> {
    private final Desk desk;

    @ArgGroup(multiplicity = "0..1")
    private Where where = new Where();

    @Mixin
    private final Form form = new Form();

    @Parameters(index = "0", paramLabel = "NAME", description = "The user name.")
    private String name = "";

    AccountFreeName(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var wanted = Username.parse(name)
                .orElseThrow(
                        () -> Failure.misuse("sallyport: a user name has letters, digits and signs without blanks"));
        return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
            if (!wired.desks().deletions().freeName(wanted)) {
                throw Failure.because("sallyport: no account of that name was deleted within the last year.");
            }
            form.say(
                    desk.terminal(),
                    Done.saying(wanted + " can be given again.").with("name", wanted.canonical()));
            return 0;
        });
    }
}
