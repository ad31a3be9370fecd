package org.sallyport.core.directory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Contact;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Tombstones;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.policy.Mfa;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;

/// Takes people from a table: adds whoever is not there, and changes names, languages and groups of whoever is. All of
/// it or nothing, in one transaction. Passwords are in no table, so nobody who was added signs in before one is set.
/// Thread-safe.
public final class AccountImport {
    /// So many rows are taken at once unless more are asked for: everybody else who writes waits for them.
    public static final int MOST_ROWS = 2_000;

    /// The most rows that can be asked for.
    public static final int MOST_ROWS_EVER = 100_000;

    private static final int MOST_GROUPS = 50;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");

    private final Store store;
    private final LocalAccounts accounts;
    private final Mfa mfa;
    private final InstantSource clock;
    private final int most;

    public AccountImport(Store store, LocalAccounts accounts, Mfa mfa, InstantSource clock) {
        this(store, accounts, mfa, clock, MOST_ROWS);
    }

    private AccountImport(Store store, LocalAccounts accounts, Mfa mfa, InstantSource clock, int most) {
        this.store = store;
        this.accounts = accounts;
        this.mfa = mfa;
        this.clock = clock;
        this.most = most;
    }

    /// The same for tables of up to [#MOST_ROWS_EVER] rows, for an hour at which nobody minds waiting.
    public AccountImport ofLargeTables() {
        return new AccountImport(store, accounts, mfa, clock, MOST_ROWS_EVER);
    }

    /// What the import would do. Changes nothing.
    public ImportReport check(CsvTable table) {
        return store.look(books -> plan(books, table).report());
    }

    /// Does it, unless one row is bad.
    public ImportReport carryOut(CsvTable table, Actor by) {
        return store.transact(books -> {
            var plan = plan(books, table);
            var report = plan.report();
            if (report.isGood()) {
                plan.added().forEach(account -> add(books, account, by));
                plan.changed().forEach(change -> change.carryOut(books, mfa, by, Map.of(), clock.instant()));
                var counts = Map.of(
                        "added", Integer.toString(report.added()),
                        "changed", Integer.toString(report.changed()),
                        "unchanged", Integer.toString(report.unchanged()));
                AuditLog.in(books)
                        .append(new AuditEvent(
                                clock.instant(), AuditKind.PEOPLE_IMPORTED, Optional.empty(), by, counts));
            }
            return report;
        });
    }

    private record Plan(
            List<Account> added, List<ProfileChange> changed, List<Username> unchanged, List<ImportReport.Bad> bad) {
        ImportReport report() {
            return new ImportReport(added.size(), changed.size(), unchanged.size(), bad);
        }
    }

    private Plan plan(Books books, CsvTable table) {
        var plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        table.faults().stream().map(AccountImport::bad).forEach(plan.bad()::add);
        if (!plan.bad().isEmpty()) {
            return plan;
        }
        var columns = ImportColumns.of(table, plan.bad());
        var rows = ImportColumns.rows(table, most, plan.bad());
        if (!plan.bad().isEmpty()) {
            return plan;
        }
        var seen = new HashSet<Username>();
        for (var row : rows) {
            var cells = new Row(columns, row, plan.bad());
            cells.username().ifPresent(name -> {
                if (seen.add(name)) {
                    take(books, plan, cells, name, Accounts.in(books).named(name));
                } else {
                    cells.refuse(ImportColumns.USER_NAME, ImportReport.Why.USER_NAME_TWICE);
                }
            });
        }
        return plan;
    }

    private void take(Books books, Plan plan, Row row, Username name, Optional<Account> there) {
        if (there.filter(account -> account.role() != Account.Role.PERSON).isPresent()) {
            row.refuse("", ImportReport.Why.WITH_A_ROLE);
            return;
        }
        if (there.isEmpty() && row.resting(books, clock.instant(), name)) {
            return;
        }
        var contact = row.contact(there);
        var profile = row.profile(there.map(Account::profile));
        if (contact.isEmpty() || profile.isEmpty()) {
            return;
        }
        if (there.isEmpty()) {
            var wanted = new NewAccount(
                    name, profile.get(), Account.Role.PERSON, contact.get().address(), Optional.empty());
            plan.added().add(accounts.account(wanted));
        } else if (there.get().profile().equals(profile.get())) {
            plan.unchanged().add(name);
        } else {
            var change = new ProfileChange(there.get(), profile.get());
            var refused = change.against(books);
            refused.forEach(field -> row.refuse(field, ImportReport.Why.BELONGS_TO_SOURCE));
            if (refused.isEmpty()) {
                plan.changed().add(change);
            }
        }
    }

    private void add(Books books, Account account, Actor by) {
        var credentials = accounts.credentials(account.id(), Optional.empty());
        if (!(accounts.add(books, account, credentials, by) instanceof Adding.Added)) {
            throw new Unavailable("store", "somebody else has just added " + account.username());
        }
    }

    private static ImportReport.Bad bad(CsvTable.Fault fault) {
        var why = switch (fault.why()) {
            case NOT_UTF_8 -> ImportReport.Why.NOT_UTF_8;
            case QUOTE_NOT_CLOSED -> ImportReport.Why.QUOTE_NOT_CLOSED;
            case TEXT_BEHIND_A_QUOTE -> ImportReport.Why.TEXT_BEHIND_A_QUOTE;
            case CELL_TOO_LONG -> ImportReport.Why.CELL_TOO_LONG;
            case TOO_MANY_CELLS -> ImportReport.Why.TOO_MANY_CELLS;
        };
        return new ImportReport.Bad(fault.line(), fault.column() == 0 ? "" : Integer.toString(fault.column()), why);
    }

    /// A contact that may be taken, which may be none.
    private record Wanted(Optional<EmailAddress> address) {}

    /// One row, and where to say what is wrong with it.
    private record Row(ImportColumns columns, CsvTable.Line line, List<ImportReport.Bad> bad) {
        void refuse(String column, ImportReport.Why why) {
            bad.add(new ImportReport.Bad(line.number(), column, why));
        }

        Optional<Username> username() {
            var name = columns.cell(line, ImportColumns.USER_NAME).flatMap(Username::parse);
            if (name.isEmpty()) {
                refuse(ImportColumns.USER_NAME, ImportReport.Why.BAD_USER_NAME);
            }
            return name;
        }

        /// Whether the name was that of a deleted account, which is said then.
        boolean resting(Books books, Instant now, Username name) {
            boolean rests = Tombstones.in(books).cover(name, now);
            if (rests) {
                refuse(ImportColumns.USER_NAME, ImportReport.Why.NAME_OF_A_DELETED_ACCOUNT);
            }
            return rests;
        }

        Optional<Wanted> contact(Optional<Account> there) {
            var typed = columns.cell(line, ImportColumns.CONTACT).filter(cell -> !cell.isEmpty());
            var address = typed.flatMap(EmailAddress::parse);
            if (typed.isPresent() && address.isEmpty()) {
                refuse(ImportColumns.CONTACT, ImportReport.Why.BAD_CONTACT);
                return Optional.empty();
            }
            var known = there.flatMap(Account::contact).map(Contact::address);
            if (there.isPresent() && address.isPresent() && !known.equals(address)) {
                refuse(ImportColumns.CONTACT, ImportReport.Why.CONTACT_OF_SOMEBODY_THERE);
                return Optional.empty();
            }
            return Optional.of(new Wanted(address));
        }

        /// What the row makes of a profile; what it does not say stays as it was.
        Optional<Profile> profile(Optional<Profile> before) {
            int problems = bad.size();
            var typed = columns.cell(line, ImportColumns.LANGUAGE);
            if (typed.isPresent() && !LANGUAGE.matcher(typed.get()).matches()) {
                refuse(ImportColumns.LANGUAGE, ImportReport.Why.BAD_LANGUAGE);
            }
            var language = typed.map(Locale::of)
                    .or(() -> before.map(Profile::language))
                    .orElse(Locale.ENGLISH);
            var groups = columns.cell(line, ImportColumns.GROUPS)
                    .map(this::groups)
                    .or(() -> before.map(Profile::groups))
                    .orElse(Set.of());
            var name = columns.cell(line, ImportColumns.DISPLAY_NAME)
                    .or(() -> before.map(Profile::displayName))
                    .orElse("");
            try {
                var profile = new Profile(name, language, groups);
                return bad.size() == problems ? Optional.of(profile) : Optional.empty();
            } catch (IllegalArgumentException unusable) {
                refuse(ImportColumns.DISPLAY_NAME, ImportReport.Why.BAD_DISPLAY_NAME);
                return Optional.empty();
            }
        }

        private Set<GroupName> groups(String cell) {
            var names = Stream.of(cell.split(";"))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
            if (names.size() > MOST_GROUPS) {
                refuse(ImportColumns.GROUPS, ImportReport.Why.TOO_MANY_GROUPS);
                return Set.of();
            }
            try {
                return names.stream().map(GroupName::new).collect(Collectors.toSet());
            } catch (IllegalArgumentException noName) {
                refuse(ImportColumns.GROUPS, ImportReport.Why.BAD_GROUP);
                return Set.of();
            }
        }
    }
}
