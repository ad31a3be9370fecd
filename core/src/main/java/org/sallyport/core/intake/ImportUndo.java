package org.sallyport.core.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.account.Permission;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.deletion.TakingAway;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.directory.ImportEffect;
import org.sallyport.core.intake.UndoOutlook.Left;
import org.sallyport.core.intake.UndoOutlook.Restored;
import org.sallyport.core.intake.UndoOutlook.Why;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.job.Jobs;
import org.sallyport.core.method.Methods;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.staff.Duties;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Takes an import back: whom it added goes, what it changed is as before, but for whoever was used or changed since.
/// All of it in one transaction. Thread-safe.
public final class ImportUndo {
    /// For so long after an import.
    public static final Duration TIME = Duration.ofDays(1);

    /// So many people of one import: everybody else who writes waits for them.
    public static final int MOST = AccountImport.MOST_ROWS;

    private final Store store;
    private final AccountImport imports;
    private final ImportFiles files;
    private final InstantSource clock;

    public ImportUndo(Store store, AccountImport imports, Seal seal, InstantSource clock) {
        this.store = store;
        this.imports = imports;
        this.files = new ImportFiles(seal);
        this.clock = clock;
    }

    /// What came of wanting it.
    public enum Undoing {
        UNDONE,
        /// It would do something else than was seen.
        CHANGED_MEANWHILE,
        /// Whoever asks may not import and delete people.
        NOT_ALLOWED,
        /// It is undone already, its time is over, or there was too much of it.
        NOT_THERE
    }

    static boolean isSmallEnough(ImportEffect effect) {
        return !effect.people().isEmpty() && effect.people().size() <= MOST;
    }

    /// What undoing it now would do; empty where it cannot be undone any more, or never could. Changes nothing.
    public Optional<UndoOutlook> outlook(JobId id) {
        var now = clock.instant();
        return store.look(books -> kept(books, id, now).map(effect -> judge(books, effect)));
    }

    /// Whether it can be looked at what undoing it would do.
    public boolean isThere(JobId id) {
        var now = clock.instant();
        return store.look(
                books -> isInTime(books, id, now) && JobFiles.in(books).find(id).isPresent());
    }

    /// Undoes it, if that does what was seen.
    ///
    /// @param seen the fingerprint of what whoever asks has seen
    public Undoing carryOut(JobId id, String seen, Actor by, Reason why) {
        var now = clock.instant();
        return store.transact(books -> {
            var job = Jobs.in(books).find(id);
            var outlook = kept(books, id, now).map(effect -> judge(books, effect));
            if (job.isEmpty() || outlook.isEmpty()) {
                return Undoing.NOT_THERE;
            }
            if (!by.behind().filter(asks -> may(books, asks)).isPresent()) {
                return Undoing.NOT_ALLOWED;
            }
            if (!outlook.get().fingerprint().equals(seen) || !outlook.get().doesSomething()) {
                return Undoing.CHANGED_MEANWHILE;
            }
            var said = Map.of("why", why.value(), "import", id.toString());
            carryOut(books, outlook.get(), by, said, now);
            Jobs.in(books).put(job.get().moved(Job.State.UNDONE, job.get().content(), now));
            JobFiles.in(books).remove(id);
            return Undoing.UNDONE;
        });
    }

    private void carryOut(Books books, UndoOutlook what, Actor by, Map<String, String> said, Instant now) {
        what.removed().forEach(one -> TakingAway.carryOut(books, one, by, said, now));
        what.restored().forEach(one -> imports.restore(books, one.account(), one.before(), by, said));
        var details = new HashMap<>(said);
        details.put("removed", Integer.toString(what.removed().size()));
        details.put("restored", Integer.toString(what.restored().size()));
        details.put("left", Integer.toString(what.left().size()));
        AuditLog.in(books).append(new AuditEvent(now, AuditKind.PEOPLE_IMPORT_UNDONE, Optional.empty(), by, details));
    }

    private Optional<ImportEffect> kept(Books books, JobId id, Instant now) {
        return isInTime(books, id, now) ? files.effect(books, id) : Optional.empty();
    }

    private static boolean isInTime(Books books, JobId id, Instant now) {
        return Jobs.in(books)
                .find(id)
                .filter(job -> job.state() == Job.State.DONE)
                .filter(job -> job.moved().plus(TIME).isAfter(now))
                .isPresent();
    }

    private static boolean may(Books books, AccountId by) {
        return Accounts.in(books)
                .find(by)
                .filter(Account::isActive)
                .map(account -> Duties.of(account.role()))
                .filter(duties -> duties.contains(Permission.PEOPLE_IMPORT))
                .filter(duties -> duties.contains(Permission.PEOPLE_DELETE))
                .isPresent();
    }

    private UndoOutlook judge(Books books, ImportEffect effect) {
        var removed = new ArrayList<Account>();
        var restored = new ArrayList<Restored>();
        var left = new ArrayList<Left>();
        int gone = 0;
        for (var one : effect.people()) {
            var found = Accounts.in(books).find(one.account());
            if (found.isEmpty()) {
                gone++;
                continue;
            }
            var account = found.get();
            var against = one.before().isPresent()
                    ? againstRestoring(books, one, account)
                    : againstRemoving(books, one, account);
            if (against.isPresent()) {
                left.add(new Left(account, against.get()));
            } else if (one.before().isPresent()) {
                restored.add(new Restored(account, one.before().get()));
            } else {
                removed.add(account);
            }
        }
        return new UndoOutlook(removed, restored, left, gone);
    }

    // Whoever was there before goes on signing in: that is no reason to leave them in the wrong groups.
    private Optional<Why> againstRestoring(Books books, ImportEffect.One one, Account account) {
        if (account.revision() != one.revision()) {
            return Optional.of(Why.CHANGED);
        }
        return imports.canBeRestored(books, account, one.before().orElseThrow())
                ? Optional.empty()
                : Optional.of(Why.BELONGS_TO_SOURCE);
    }

    private static Optional<Why> againstRemoving(Books books, ImportEffect.One one, Account account) {
        if (isUsed(books, account.id())) {
            return Optional.of(Why.USED);
        }
        // Whatever was done to it or decided for it has its row beside that of its being added.
        boolean isAsAdded = account.revision() == one.revision()
                && AuditLog.in(books).about(account.id(), 2).size() <= 1;
        return isAsAdded ? Optional.empty() : Optional.of(Why.CHANGED);
    }

    private static boolean isUsed(Books books, AccountId id) {
        return !BrowserSessions.in(books).of(id).isEmpty()
                || !Methods.in(books).heldBy(id).isEmpty()
                || !AppPasswordBook.in(books).heldBy(id).isEmpty()
                || CredentialsBook.in(books)
                        .find(id)
                        .flatMap(Credentials::passwordDigest)
                        .isPresent();
    }
}
