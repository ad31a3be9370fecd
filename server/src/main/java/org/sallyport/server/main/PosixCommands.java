package org.sallyport.server.main;

import java.util.concurrent.Callable;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.PosixIds;
import org.sallyport.core.roster.PosixDesk;
import org.sallyport.core.roster.PosixDesk.Giving;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The numbers that Unix machines know people and groups by: `account set-posix` and `group set-posix`.
final class PosixCommands {
    private PosixCommands() {}

    /// `group`: what groups are beside who is in them.
    static CommandLine groups(Desk desk) {
        return new CommandLine(new Group()).addSubcommand(new OfGroup(desk));
    }

    @Command(name = "group", description = "Give groups the numbers that Unix machines know them by.")
    private static final class Group extends CommandGroup {}

    @Command(
            name = "set-posix",
            description = "Give an account the numbers that Unix machines know it by, in place of earlier ones.",
            footer = {
                "",
                "Examples:",
                "  ./sallyport account set-posix eleni@olive.example --uid 10001 --gid 10000 --config sallyport.yaml",
                "  ./sallyport account set-posix eleni@olive.example --none --config sallyport.yaml"
            })
    static final class OfAccount implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @ArgGroup(multiplicity = "1")
        private Wanted wanted = new Wanted();

        @Mixin
        private final Form form = new Form();

        @Parameters(paramLabel = "NAME", description = "The account's user name.")
        private String name = "";

        OfAccount(Desk desk) {
            this.desk = desk;
        }

        /// Numbers, or none.
        private static final class Wanted {
            @Option(names = "--none", required = true, description = "Unix machines do not know this account.")
            private boolean none;

            @ArgGroup(exclusive = false, multiplicity = "1")
            private Ids ids = new Ids();
        }

        private static final class Ids {
            @Option(names = "--uid", paramLabel = "NUMBER", required = true, description = "From 1000; its own.")
            private long uid;

            @Option(names = "--gid", paramLabel = "NUMBER", required = true, description = "Its first group.")
            private long gid;

            @Option(names = "--home", paramLabel = "PATH", description = "Default: /home/ and the user name.")
            private String home = "";

            @Option(names = "--shell", paramLabel = "PATH", description = "Default: /bin/bash.")
            private String shell = "/bin/bash";
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var account = Desk.require(wired, name);
                var posix = new PosixDesk(wired.store(), desk.clock());
                if (wanted.none) {
                    posix.take(account.id(), Desk.OPERATOR);
                    form.say(
                            desk.terminal(),
                            Done.saying(account.username() + " has no numbers.")
                                    .with("name", account.username().canonical()));
                } else {
                    var ids = ids(account.username().canonical());
                    given(posix.give(account.id(), ids, Desk.OPERATOR), "uid " + ids.uid());
                    form.say(desk.terminal(), done(account.username().canonical(), ids));
                }
                return 0;
            });
        }

        private static Done done(String username, PosixIds ids) {
            return Done.saying(username + " has uid " + ids.uid() + " and gid " + ids.gid() + ".")
                    .with("name", username)
                    .with("uid", ids.uid())
                    .with("gid", ids.gid())
                    .with("home", ids.home())
                    .with("shell", ids.shell());
        }

        private PosixIds ids(String username) {
            try {
                var home = wanted.ids.home.isEmpty() ? "/home/" + username : wanted.ids.home;
                return new PosixIds(wanted.ids.uid, wanted.ids.gid, home, wanted.ids.shell);
            } catch (IllegalArgumentException unusable) {
                throw Failure.misuse("sallyport: " + unusable.getMessage());
            }
        }
    }

    @Command(
            name = "set-posix",
            description = "Give a group the number that Unix machines know it by, in place of an earlier one.",
            footer = {"", "Example:", "  ./sallyport group set-posix staff --gid 10000 --config sallyport.yaml"})
    private static final class OfGroup implements Callable<Integer> {
        private final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @ArgGroup(multiplicity = "1")
        private GroupNumber number = new GroupNumber();

        @Mixin
        private final Form form = new Form();

        @Parameters(paramLabel = "GROUP", description = "The group's name; letter case is ignored.")
        private String name = "";

        OfGroup(Desk desk) {
            this.desk = desk;
        }

        /// One, or none.
        private static final class GroupNumber {
            @Option(names = "--none", required = true, description = "Unix machines do not know this group.")
            private boolean none;

            @Option(names = "--gid", paramLabel = "NUMBER", required = true, description = "Its own number.")
            private long gid;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var posix = new PosixDesk(wired.store(), desk.clock());
                try {
                    var group = new GroupName(name);
                    if (number.none) {
                        posix.take(group, Desk.OPERATOR);
                        form.say(
                                desk.terminal(),
                                Done.saying(group + " has no number.").with("group", group.value()));
                    } else {
                        given(posix.give(group, number.gid, Desk.OPERATOR), "gid " + number.gid);
                        form.say(
                                desk.terminal(),
                                Done.saying(group + " has gid " + number.gid + ".")
                                        .with("group", group.value())
                                        .with("gid", number.gid));
                    }
                } catch (IllegalArgumentException unusable) {
                    throw Failure.misuse("sallyport: " + unusable.getMessage());
                }
                return 0;
            });
        }
    }

    private static void given(Giving outcome, String number) {
        switch (outcome) {
            case GIVEN -> {
                // What was asked for.
            }
            case TAKEN -> throw Failure.because("sallyport: " + number + " belongs to somebody else already.");
            case NO_SUCH_ACCOUNT -> throw Failure.because("sallyport: there is no account of that name.");
        }
    }
}
