package org.sallyport.core.directory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.ManyAccounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.store.Books;

/// What a table would do to the accounts as these books have them. People are looked up a page of rows at a time.
final class ImportPlan {
    private final List<Account> added = new ArrayList<>();
    private final List<ProfileChange> changed = new ArrayList<>();
    private final List<Account> unchanged = new ArrayList<>();
    private final List<ImportReport.Bad> bad = new ArrayList<>();
    private final Set<Username> seen = new HashSet<>();
    private final Books books;
    private final Function<NewAccount, Account> making;
    private final Instant now;
    private final ImportProgress progress;

    private ImportPlan(Books books, Function<NewAccount, Account> making, Instant now, ImportProgress progress) {
        this.books = books;
        this.making = making;
        this.now = now;
        this.progress = progress;
    }

    /// @param most rows that are taken
    static ImportPlan of(
            Books books,
            CsvTable table,
            int most,
            Function<NewAccount, Account> making,
            Instant now,
            ImportProgress progress) {
        var plan = new ImportPlan(books, making, now, progress);
        plan.read(table, most);
        return plan;
    }

    List<Account> added() {
        return added;
    }

    List<ProfileChange> changed() {
        return changed;
    }

    ImportReport report() {
        return new ImportReport(added.size(), changed.size(), unchanged.size(), bad);
    }

    /// What is so once it is done.
    ImportEffect effect() {
        var people = new ArrayList<ImportEffect.One>();
        added.forEach(one -> people.add(new ImportEffect.One(one.id(), one.revision(), Optional.empty())));
        // Keeping a change counts the revision up by one.
        changed.forEach(one -> people.add(new ImportEffect.One(
                one.before().id(),
                one.before().revision() + 1,
                Optional.of(one.before().profile()))));
        return new ImportEffect(people);
    }

    /// The same for two plans that do the same to the same people as they were before, and for no others.
    String fingerprint() {
        var digest = sha256();
        added.forEach(one -> digest.update(("+" + one.username() + "\n").getBytes(UTF_8)));
        changed.forEach(one -> digest.update(line('*', one.before())));
        unchanged.forEach(one -> digest.update(line('=', one)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] line(char what, Account account) {
        return (what + " " + account.id() + " " + account.revision() + "\n").getBytes(UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private void read(CsvTable table, int most) {
        table.faults().stream().map(ImportPlan::bad).forEach(bad::add);
        if (!bad.isEmpty()) {
            return;
        }
        var columns = ImportColumns.of(table, bad);
        var rows = ImportColumns.rows(table, most, bad);
        if (!bad.isEmpty()) {
            return;
        }
        for (int from = 0; from < rows.size(); from += ManyAccounts.PAGE) {
            progress.at(from, rows.size());
            take(columns, rows.subList(from, Math.min(rows.size(), from + ManyAccounts.PAGE)));
        }
        bad.sort(Comparator.comparingInt(ImportReport.Bad::line));
    }

    private void take(ImportColumns columns, List<CsvTable.Line> page) {
        var named = new LinkedHashMap<Username, ImportRow>();
        for (var line : page) {
            var row = new ImportRow(columns, line, bad);
            row.username().ifPresent(name -> {
                if (seen.add(name)) {
                    named.put(name, row);
                } else {
                    row.refuse(ImportColumns.USER_NAME, ImportReport.Why.USER_NAME_TWICE);
                }
            });
        }
        Map<Username, Account> there = new HashMap<>();
        ManyAccounts.in(books).named(named.keySet()).forEach(account -> there.put(account.username(), account));
        var absent = new HashSet<>(named.keySet());
        absent.removeAll(there.keySet());
        var covered = ManyAccounts.in(books).covered(absent, now);
        named.forEach((name, row) -> {
            if (covered.contains(name)) {
                row.refuse(ImportColumns.USER_NAME, ImportReport.Why.NAME_OF_A_DELETED_ACCOUNT);
            } else {
                take(row, name, Optional.ofNullable(there.get(name)));
            }
        });
    }

    private void take(ImportRow row, Username name, Optional<Account> there) {
        if (there.filter(account -> account.role() != Account.Role.PERSON).isPresent()) {
            row.refuse("", ImportReport.Why.WITH_A_ROLE);
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
            added.add(making.apply(wanted));
        } else if (there.get().profile().equals(profile.get())) {
            unchanged.add(there.get());
        } else {
            var change = new ProfileChange(there.get(), profile.get());
            var refused = change.against(books);
            refused.forEach(field -> row.refuse(field, ImportReport.Why.BELONGS_TO_SOURCE));
            if (refused.isEmpty()) {
                changed.add(change);
            }
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
}
