package org.sallyport.server.main;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.enrollment.OnboardingCodes;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.upkeep.PasswordChange;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `account`: who may sign in.
final class AccountCommands {
    private AccountCommands() {}

    static CommandLine commandLine(Terminal terminal, InstantSource clock) {
        var desk = new Desk(terminal, clock);
        return new CommandLine(new Group())
                .addSubcommand(new AccountAdd(desk))
                .addSubcommand(new AccountImportCommand(desk))
                .addSubcommand(new AccountList(desk))
                .addSubcommand(new Disable(desk))
                .addSubcommand(new Enable(desk))
                .addSubcommand(new AccountDelete(desk))
                .addSubcommand(new AccountFreeName(desk))
                .addSubcommand(new SetContact(desk))
                .addSubcommand(new AccountSetRole(desk))
                .addSubcommand(new PosixCommands.OfAccount(desk))
                .addSubcommand(new OnboardingCode(desk))
                .addSubcommand(new SetPassword(desk));
    }

    @Command(
            name = "account",
            description =
                    "Add, import, list, disable, enable and delete accounts; set roles, contacts, Unix numbers and account passwords.")
    private static final class Group extends CommandGroup {}

    /// What every command about one account is given.
    private abstract static class AboutOne implements Callable<Integer> {
        final Desk desk;

        @ArgGroup(multiplicity = "0..1")
        private Where where = new Where();

        @Mixin
        private final Form form = new Form();

        @Parameters(index = "0", paramLabel = "NAME", description = "The account's user name.")
        private String name = "";

        AboutOne(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() {
            return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
                var account = Desk.require(wired, name);
                var done = change(wired, account);
                form.say(desk.terminal(), done.with(AccountList.row(wired, account.id())));
                return 0;
            });
        }

        abstract Done change(Wired wired, Account account);
    }

    @Command(
            name = "disable",
            description =
                    "Disable an account: it signs in nowhere, and nothing is lost. Works at once, and closes what is "
                            + "open at connected servers.",
            footer = {"", "Example:", "  ./sallyport account disable nikos@olive.example --config sallyport.yaml"})
    private static final class Disable extends AboutOne {
        Disable(Desk desk) {
            super(desk);
        }

        @Override
        Done change(Wired wired, Account account) {
            wired.accounts().disable(account.id(), Desk.OPERATOR);
            var receipt = wired.revocations().closeAll(account, Desk.OPERATOR);
            return Done.saying(account.username() + " is disabled.").closing(receipt);
        }
    }

    @Command(
            name = "set-contact",
            description =
                    "Put a contact on record, in place of an earlier one, and tell both. Codes and notices go there.",
            footer = {
                "",
                "Example:",
                "  ./sallyport account set-contact eleni@olive.example eleni@home.example --config sallyport.yaml"
            })
    private static final class SetContact extends AboutOne {
        @Parameters(index = "1", paramLabel = "ADDRESS", description = "A mail address: name@domain.")
        private String address = "";

        SetContact(Desk desk) {
            super(desk);
        }

        @Override
        Done change(Wired wired, Account account) {
            var contact = EmailAddress.parse(address)
                    .orElseThrow(() -> Failure.misuse("sallyport: a contact reads name@domain, found something else"));
            wired.accounts().setContact(account.id(), contact, Desk.OPERATOR);
            return Done.saying("The contact of " + account.username() + " is " + contact.masked() + ".");
        }
    }

    @Command(
            name = "enable",
            description = "Enable a disabled account again. One that waits to be deleted is not deleted then.",
            footer = {"", "Example:", "  ./sallyport account enable nikos@olive.example --config sallyport.yaml"})
    private static final class Enable extends AboutOne {
        Enable(Desk desk) {
            super(desk);
        }

        @Override
        Done change(Wired wired, Account account) {
            return switch (wired.accounts().enable(account.id(), Desk.OPERATOR)) {
                case ENABLED -> Done.saying(account.username() + " is enabled.");
                case SOURCE_SAYS_NO ->
                    throw Failure.because("sallyport: " + account.username()
                            + " is not enabled: the source that the account comes from says that it signs in nowhere.");
                case NO_SUCH_ACCOUNT -> throw Failure.because("sallyport: there is no account of that name.");
            };
        }
    }

    @Command(
            name = "onboarding-code",
            description =
                    "Make a code for somebody who has lost every method, has no contact on record, or has forgotten "
                            + "the account password. It works once.",
            footer = {
                "",
                "Examples:",
                "  ./sallyport account onboarding-code eleni@olive.example --config sallyport.yaml",
                "  ./sallyport account onboarding-code eleni@olive.example --hours 24 --config sallyport.yaml"
            })
    private static final class OnboardingCode extends AboutOne {
        @Option(
                names = "--hours",
                paramLabel = "HOURS",
                description = "How many hours it is good for, 1 to 72. Ten minutes unless said.")
        private @Nullable Integer hours;

        OnboardingCode(Desk desk) {
            super(desk);
        }

        @Override
        Done change(Wired wired, Account account) {
            if (hours != null && (hours < 1 || hours > OnboardingCodes.MOST_HOURS)) {
                throw Failure.misuse("sallyport: --hours needs a number from 1 to " + OnboardingCodes.MOST_HOURS);
            }
            var goodFor = hours == null ? OnboardingCodes.AT_ONCE : Duration.ofHours(hours);
            try (var code = wired.onboardingCodes().make(account.id(), goodFor, Desk.OPERATOR)) {
                return Done.saying(code.reveal().replaceAll("(.{4})(?=.)", "$1 "))
                        .with("code", code.reveal())
                        .with("good-until", desk.clock().instant().plus(goodFor).toString());
            }
        }
    }

    @Command(
            name = "set-password",
            description = "Set an account password. Ends the account's browser sessions; policy.password-changed says "
                    + "what becomes of its app passwords.",
            footer = {
                "",
                "Examples:",
                "  ./sallyport account set-password eleni@olive.example --config sallyport.yaml",
                "  pwgen -s 20 1 | ./sallyport account set-password eleni@olive.example --password-from - \\",
                "      --config sallyport.yaml",
            })
    private static final class SetPassword extends AboutOne {
        @Mixin
        private final PasswordSource source = new PasswordSource();

        SetPassword(Desk desk) {
            super(desk);
        }

        @Override
        Done change(Wired wired, Account account) {
            var password = source.read(desk.terminal())
                    .orElseThrow(
                            () -> Failure.misuse("sallyport: --password-from is missing, and nobody can be asked"));
            try (password) {
                return switch (wired.passwords().set(account, password, Desk.OPERATOR)) {
                    case PasswordChange.Changed changed -> done(account, changed);
                    case PasswordChange.Weak(var why, int shortest) ->
                        throw Failure.because("sallyport: " + AccountAdd.sentence(why, shortest));
                    case PasswordChange.NotHere(var home) ->
                        throw Failure.because("sallyport: the password of " + account.username() + " is kept in " + home
                                + ", and can be set only there.");
                    case PasswordChange.NoSuchAccount() ->
                        throw Failure.because("sallyport: there is no account of that name.");
                    case PasswordChange.StepUpNeeded _,
                            PasswordChange.WrongPresent _,
                            PasswordChange.Later _,
                            PasswordChange.Same _ -> throw new IllegalStateException("an operator proves nothing");
                };
            }
        }

        private static Done done(Account account, PasswordChange.Changed changed) {
            var set = Done.saying("The password of " + account.username() + " is set.");
            boolean sleeps = changed.then() == Limits.PasswordChanged.SLEEP;
            int count = changed.appPasswords();
            var said = count == 0
                    ? set
                    : set.and(count
                            + (count == 1 ? " app password is" : " app passwords are")
                            + (sleeps ? " put to sleep." : " revoked."));
            return said.with("put-to-sleep", sleeps ? count : 0)
                    .with("revoked", sleeps ? 0 : count)
                    .closing(changed.receipt());
        }
    }
}
