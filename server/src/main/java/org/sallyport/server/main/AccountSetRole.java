package org.sallyport.server.main;

import java.util.concurrent.Callable;
import org.sallyport.core.account.Account;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `account set-role`.
@Command(
        name = "set-role",
        description = "Give an account another role. It holds from the person's next request on, and they are told. "
                + "Where policy.admins-need asks for it, MFA is required of them.",
        footer = {"", "Example:", "  ./sallyport account set-role maria@olive.example owner --config sallyport.yaml"})
final class AccountSetRole implements Callable<Integer> {
    private final Desk desk;

    @ArgGroup(multiplicity = "0..1")
    private Where where = new Where();

    @Mixin
    private final Form form = new Form();

    @Parameters(index = "0", paramLabel = "NAME", description = "The account's user name.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = "person, auditor, help-desk, admin or owner.")
    private String role = "";

    AccountSetRole(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var wanted = role(role);
        return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
            var account = Desk.require(wired, name);
            wired.roles().set(account.id(), wanted, Desk.OPERATOR);
            form.say(
                    desk.terminal(),
                    Done.saying("The role of " + account.username() + " is " + wanted.code() + ".")
                            .with(AccountList.row(wired, account.id())));
            return 0;
        });
    }

    static Account.Role role(String typed) {
        return Account.Role.find(typed)
                .orElseThrow(() -> Failure.misuse("sallyport: a role is person, auditor, help-desk, admin or owner"));
    }
}
