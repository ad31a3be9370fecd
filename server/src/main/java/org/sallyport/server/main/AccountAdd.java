package org.sallyport.server.main;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.directory.Adding;
import org.sallyport.core.directory.FirstAdmin;
import org.sallyport.core.directory.NewAccount;
import org.sallyport.core.directory.PasswordWeakness;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.secret.Secret;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `account add`.
@Command(
        name = "add",
        description = "Add an account.",
        footer = {
            "",
            "Examples:",
            "  ./sallyport account add eleni@olive.example --display-name 'Eleni Papadaki' --language el \\",
            "      --contact eleni@home.example --config sallyport.yaml",
            "  ./sallyport account add maria --display-name Maria --admin --password-from file:maria.password \\",
            "      --config sallyport.yaml",
        })
final class AccountAdd implements Callable<Integer> {
    private final Desk desk;

    @ArgGroup(multiplicity = "0..1")
    private Where where = new Where();

    @Mixin
    private final PasswordSource source = new PasswordSource();

    @Mixin
    private final Form form = new Form();

    @Parameters(paramLabel = "NAME", description = "The user name to sign in with, often the mail address.")
    private String name = "";

    @Option(
            names = "--display-name",
            paramLabel = "TEXT",
            required = true,
            description = "The person's name, as pages and mails say it.")
    private String displayName = "";

    @Option(names = "--language", paramLabel = "TAG", description = "The language of pages and mails: en or el.")
    private String language = "en";

    @Option(
            names = "--contact",
            paramLabel = "ADDRESS",
            description = "A mail address on record, to which codes go. Not the mailbox that is to be protected.")
    private @Nullable String contact;

    @Option(names = "--group", paramLabel = "NAME", description = "A group the person is in; may be given again.")
    private List<String> groups = List.of();

    @Option(
            names = "--admin",
            description = "The person may administer: as an owner while nobody else does, as an admin from then on.")
    private boolean admin;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "What the person may do: person, auditor, help-desk, admin or owner. In place of --admin.")
    private @Nullable String role;

    @Option(names = "--require-mfa", description = "The person needs MFA, whatever holds for the others.")
    private boolean requireMfa;

    @Option(
            names = "--without-password",
            description = "Set no account password now: nobody can sign in until account set-password.")
    private boolean withoutPassword;

    AccountAdd(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        return desk.work(where, Installation.Absent.MAKE, (installation, wired) -> {
            var password = withoutPassword ? Optional.<Secret>empty() : Optional.of(password());
            try {
                return added(wired, wired.accounts().add(wanted(password, role(wired)), Desk.OPERATOR));
            } finally {
                password.ifPresent(Secret::close);
            }
        });
    }

    private int added(Wired wired, Adding outcome) {
        return switch (outcome) {
            case Adding.Added(var account) -> {
                if (requireMfa || wired.staff().needsMfa(account.role())) {
                    wired.mfa().decide(new Subject.Person(account.id()), MfaState.Required.YES, Desk.OPERATOR);
                }
                form.say(
                        desk.terminal(),
                        Done.saying(account.username() + " is added.").with(AccountList.row(wired, account.id())));
                yield 0;
            }
            case Adding.NameTaken() -> throw Failure.because("sallyport: there is an account of that name already.");
            case Adding.Weak(var why, int shortest) -> throw Failure.because("sallyport: " + sentence(why, shortest));
            case Adding.LinkUsedUp() -> throw new IllegalStateException("no link was used");
        };
    }

    private Secret password() {
        return source.read(desk.terminal())
                .orElseThrow(() -> Failure.misuse(
                        "sallyport: --password-from or --without-password is missing, and nobody can be asked"));
    }

    private Account.Role role(Wired wired) {
        if (role != null) {
            if (admin) {
                throw Failure.misuse("sallyport: --admin and --role exclude each other");
            }
            return AccountSetRole.role(role);
        }
        if (!admin) {
            return Account.Role.PERSON;
        }
        return wired.store().transact(FirstAdmin::isWanted) ? Account.Role.OWNER : Account.Role.ADMIN;
    }

    private NewAccount wanted(Optional<Secret> password, Account.Role itsRole) {
        var username = Username.parse(name)
                .orElseThrow(() -> Failure.misuse(
                        "sallyport: NAME needs letters, digits and signs without blanks, like eleni@olive.example"));
        var address = Optional.ofNullable(contact)
                .map(typed -> EmailAddress.parse(typed)
                        .orElseThrow(() -> Failure.misuse("sallyport: --contact needs a mail address")));
        var in = new HashSet<GroupName>();
        try {
            groups.forEach(group -> in.add(new GroupName(group)));
            var profile = new Profile(displayName, Locale.forLanguageTag(language), in);
            return new NewAccount(username, profile, itsRole, address, password);
        } catch (IllegalArgumentException unusable) {
            throw Failure.misuse("sallyport: " + unusable.getMessage());
        }
    }

    static String sentence(PasswordWeakness weakness, int shortest) {
        return switch (weakness) {
            case TOO_SHORT -> "the password is too short; at least " + shortest + " characters.";
            case TOO_LONG -> "the password is too long; at most 256 characters.";
            case REPETITIVE -> "the password repeats itself; take something less regular.";
            case NAMES_ITS_OWNER -> "the password is little more than the person's own name; take something else.";
            case GUESSED_EARLY ->
                "the password is made of common words, rows of keys, dates or repetitions, which are tried first; "
                        + "take several words that have nothing to do with each other.";
            case LEAKED -> "the password was stolen from another service; take one that is used nowhere else.";
        };
    }
}
