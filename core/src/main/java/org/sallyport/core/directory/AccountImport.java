package org.sallyport.core.directory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.ManyAccounts;
import org.sallyport.core.account.Profile;
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

    /// The same for tables of up to [#MOST_ROWS_EVER] rows.
    public AccountImport ofLargeTables() {
        return new AccountImport(store, accounts, mfa, clock, MOST_ROWS_EVER);
    }

    /// What the import would do. Changes nothing.
    public ImportReport check(CsvTable table) {
        return store.look(books -> plan(books, table).report());
    }

    /// The same with what follows from it.
    ///
    /// @param progress hears of the rows that are looked at
    public ImportOutlook outlook(CsvTable table, ImportProgress progress) {
        return store.look(books -> ImportOutlook.of(books, plan(books, table, progress), mfa));
    }

    /// What came of a table.
    ///
    /// @param effect empty where a row is bad; then nothing is done
    public record Taken(ImportOutlook outlook, Optional<ImportEffect> effect) {}

    /// Does it as part of a transaction, unless one row is bad.
    ///
    /// @param said what the audit row says besides, where anything changes
    public Taken carryOut(Books books, CsvTable table, Actor by, Map<String, String> said) {
        var plan = plan(books, table);
        var outlook = ImportOutlook.of(books, plan, mfa);
        if (!plan.report().isGood()) {
            return new Taken(outlook, Optional.empty());
        }
        var effect = plan.effect();
        carryOut(books, plan, by, effect.people().isEmpty() ? Map.of() : said, ImportProgress.UNHEARD);
        return new Taken(outlook, Optional.of(effect));
    }

    /// Does it as part of a transaction, if it does what was looked at before.
    ///
    /// @param seen the fingerprint of the [outlook][ImportOutlook]
    /// @param said what the audit row says besides
    /// @param progress hears of the people who are added and changed
    /// @return what it did; empty when something is otherwise by now; then nothing is done
    public Optional<ImportEffect> carryOut(
            Books books, CsvTable table, String seen, Actor by, Map<String, String> said, ImportProgress progress) {
        var plan = plan(books, table);
        boolean same = plan.report().isGood() && plan.fingerprint().equals(seen);
        if (!same) {
            return Optional.empty();
        }
        carryOut(books, plan, by, said, progress);
        return Optional.of(plan.effect());
    }

    /// Whether what an import changed can be as it was before: a source may say otherwise by now.
    public boolean canBeRestored(Books books, Account account, Profile before) {
        return new ProfileChange(account, before).against(books).isEmpty();
    }

    /// Puts on record what was there before an import, as part of a transaction.
    public void restore(Books books, Account account, Profile before, Actor by, Map<String, String> said) {
        new ProfileChange(account, before).carryOut(books, mfa, by, said, clock.instant());
    }

    private ImportPlan plan(Books books, CsvTable table) {
        return plan(books, table, ImportProgress.UNHEARD);
    }

    private ImportPlan plan(Books books, CsvTable table, ImportProgress progress) {
        return ImportPlan.of(books, table, most, accounts::account, clock.instant(), progress);
    }

    private void carryOut(Books books, ImportPlan plan, Actor by, Map<String, String> said, ImportProgress progress) {
        var now = clock.instant();
        var report = plan.report();
        int all = report.added() + report.changed();
        int entered = 0;
        for (var page : pages(plan.added())) {
            progress.at(entered, all);
            add(books, page, by);
            entered += page.size();
        }
        for (var page : pages(plan.changed())) {
            progress.at(entered, all);
            change(books, page, by, now);
            entered += page.size();
        }
        var details = new HashMap<>(said);
        details.put("added", Integer.toString(report.added()));
        details.put("changed", Integer.toString(report.changed()));
        details.put("unchanged", Integer.toString(report.unchanged()));
        AuditLog.in(books).append(new AuditEvent(now, AuditKind.PEOPLE_IMPORTED, Optional.empty(), by, details));
    }

    private static <T> List<List<T>> pages(List<T> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + ManyAccounts.PAGE)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + ManyAccounts.PAGE)))
                .toList();
    }

    private void add(Books books, List<Account> page, Actor by) {
        var newcomers = page.stream()
                .map(one -> new ManyAccounts.Newcomer(one, accounts.credentials(one.id(), Optional.empty())))
                .toList();
        if (!ManyAccounts.in(books).add(newcomers)) {
            throw new Unavailable("store", "somebody else has just added one of them");
        }
        page.forEach(one -> accounts.noteAdded(books, one, by));
    }

    private void change(Books books, List<ProfileChange> page, Actor by, Instant now) {
        if (!ManyAccounts.in(books)
                .replace(page.stream().map(ProfileChange::after).toList())) {
            throw new Unavailable("store", "one of them is being changed by somebody else");
        }
        page.forEach(one -> one.note(books, mfa, by, Map.of(), now));
    }
}
