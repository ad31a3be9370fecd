package org.sallyport.server.main;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Username;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.store.Books;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `account list`, and how every command shows an account to programs.
@Command(
        name = "list",
        description = "List all accounts with their MFA state.",
        footer = {"", "Example:", "  ./sallyport account list --json --config sallyport.yaml"})
final class AccountList implements Callable<Integer> {
    private static final int PAGE = 500;

    private final Desk desk;

    @ArgGroup(multiplicity = "0..1")
    private Where where = new Where();

    @Mixin
    private final Form form = new Form();

    AccountList(Desk desk) {
        this.desk = desk;
    }

    /// Some accounts, read together.
    private record Page(List<Map<String, Object>> rows, Optional<Username> last) {}

    @Override
    public Integer call() {
        return desk.work(where, Installation.Absent.REFUSE, (installation, wired) -> {
            form.list(desk.terminal(), rows(wired));
            return 0;
        });
    }

    /// An account as it stands now; nothing where it is gone.
    static Map<String, Object> row(Wired wired, AccountId id) {
        return wired.store()
                .transact(books -> Accounts.in(books).find(id).map(account -> row(wired, books, account)))
                .orElse(Map.of());
    }

    private static List<Map<String, Object>> rows(Wired wired) {
        var rows = new ArrayList<Map<String, Object>>();
        Optional<Username> after = Optional.empty();
        Page page;
        do {
            var from = after;
            page = wired.store().transact(books -> page(wired, books, from));
            rows.addAll(page.rows());
            after = page.last();
        } while (page.rows().size() == PAGE);
        return rows;
    }

    private static Page page(Wired wired, Books books, Optional<Username> after) {
        var accounts = Accounts.in(books).page(after, PAGE);
        var rows = accounts.stream().map(account -> row(wired, books, account)).toList();
        return new Page(
                rows,
                accounts.isEmpty() ? after : Optional.of(accounts.getLast().username()));
    }

    private static Map<String, Object> row(Wired wired, Books books, Account account) {
        return row(account, wired.mfa().standing(books, account).state());
    }

    private static Map<String, Object> row(Account account, MfaState mfa) {
        var row = new LinkedHashMap<String, Object>();
        row.put("name", account.username().canonical());
        row.put("display-name", account.profile().displayName());
        row.put("role", account.role().code());
        row.put("status", code(account.status()));
        row.put("mfa", code(mfa));
        row.put("language", account.profile().language().toLanguageTag());
        row.put(
                "groups",
                account.profile().groups().stream()
                        .map(GroupName::value)
                        .sorted()
                        .toList());
        row.put(
                "contact",
                account.contact().map(Contact::address).map(a -> a.masked()).orElse(""));
        return row;
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
