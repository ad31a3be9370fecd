package org.sallyport.server.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.secret.Seal;

final class SqlAccounts implements Accounts {
    /// No group name holds one.
    private static final String BETWEEN_GROUPS = "\n";

    static final String ADD = """
            insert into account (id, username, display_name, language, group_names, role, status,
                                 contact, contact_origin, contact_verified, revision, mac)
            values (:id, :username, :display_name, :language, :group_names, :role, :status,
                    :contact, :contact_origin, :contact_verified, :revision, :mac)
            on conflict (username) do nothing
            """;

    static final String REPLACE = """
            update account
            set username = :username, display_name = :display_name, language = :language, group_names = :group_names, role = :role,
                status = :status, contact = :contact, contact_origin = :contact_origin,
                contact_verified = :contact_verified,
                revision = :revision, mac = :mac
            where id = :id and revision = :before
                and not exists (select 1 from account other where other.username = :username and other.id <> :id)
            """;

    private final Session session;

    SqlAccounts(Session session) {
        this.session = session;
    }

    @Override
    public boolean add(Account account, Credentials credentials) {
        int added = session.update(ADD, cells(account));
        if (added == 0) {
            return false;
        }
        new SqlCredentials(session).add(credentials);
        new SqlGroups(session).enter(account);
        return true;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return session.row(Table.ACCOUNT, "select * from account where id = :id", Cells.of("id", id))
                .map(this::account);
    }

    @Override
    public Optional<Account> named(Username username) {
        return session.row(
                        Table.ACCOUNT,
                        "select * from account where username = :username",
                        Cells.of("username", username))
                .map(this::account);
    }

    @Override
    public boolean replace(Account account) {
        var counted = account.withRevision(account.revision() + 1);
        int replaced = session.update(REPLACE, cells(counted).and("before", account.revision()));
        if (replaced > 0) {
            new SqlGroups(session).enter(account);
        }
        return replaced > 0;
    }

    @Override
    public List<Account> page(Optional<Username> after, int limit) {
        return session
                .rows(
                        Table.ACCOUNT,
                        "select * from account where username > :after order by username limit :limit",
                        Cells.of("after", after.map(Username::canonical).orElse(""))
                                .and("limit", limit))
                .stream()
                .map(this::account)
                .toList();
    }

    @Override
    public List<Account> staff() {
        return session
                .rowsToChange(
                        Table.ACCOUNT,
                        "select * from account where role not in ('PERSON', 'DEVICE') order by username",
                        Cells.none())
                .stream()
                .map(this::account)
                .toList();
    }

    Cells cells(Account account) {
        var profile = account.profile();
        var place = new Seal.Place("account", "contact", account.id().toString());
        var contact = account.contact()
                .map(c -> session.guard().seal(place, c.address().value().getBytes(UTF_8)));
        var groups =
                profile.groups().stream().sorted().map(GroupName::value).collect(Collectors.joining(BETWEEN_GROUPS));
        return session.guard()
                .bind(
                        Table.ACCOUNT,
                        Cells.of("id", account.id())
                                .and("username", account.username())
                                .and("display_name", profile.displayName())
                                .and("language", profile.language().toLanguageTag())
                                .and("group_names", groups)
                                .and("role", account.role())
                                .and("status", account.status())
                                .and("contact", contact)
                                .and("contact_origin", account.contact().map(Contact::origin))
                                .and("contact_verified", account.contact().flatMap(Contact::verified))
                                .and("revision", account.revision()));
    }

    Account account(Cells row) {
        var contact = session.guard()
                .open(Table.ACCOUNT, row)
                .map(address -> new Contact(
                        new EmailAddress(new String(address, UTF_8)),
                        Contact.Origin.valueOf(row.text("contact_origin")),
                        row.instantIfAny("contact_verified")));
        return new Account(
                AccountId.parse(row.text("id")).orElseThrow(),
                new Username(row.text("username")),
                new Profile(
                        row.text("display_name"),
                        Locale.forLanguageTag(row.text("language")),
                        groups(row.text("group_names"))),
                Account.Role.valueOf(row.text("role")),
                Account.Status.valueOf(row.text("status")),
                contact,
                row.number("revision"));
    }

    private static Set<GroupName> groups(String names) {
        return Arrays.stream(names.split(BETWEEN_GROUPS))
                .filter(name -> !name.isEmpty())
                .map(GroupName::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
