package org.sallyport.core.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.directory.ImportOutlook;
import org.sallyport.core.directory.ImportProgress;
import org.sallyport.core.intake.ImportContent.Note;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.job.Jobs;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.staff.Duties;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Looks at what imports would do, and does it. An import is done in the transaction that says that it is done, so
/// that whenever a node stops it is done once or not at all, and whichever node comes next goes on. Thread-safe.
public final class ImportWork {
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final int MOST_TRIES = 3;
    private static final Duration UNDECIDED = Duration.ofDays(1);
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Store store;
    private final AccountImport imports;
    private final ImportFiles files;
    private final InstantSource clock;
    private final String node = UUID.randomUUID().toString();
    private final Map<JobId, Progress> progress = new ConcurrentHashMap<>();

    public ImportWork(Store store, AccountImport imports, Seal seal, InstantSource clock) {
        this.store = store;
        this.imports = imports.ofLargeTables();
        this.files = new ImportFiles(seal);
        this.clock = clock;
    }

    /// How far the work on one has come.
    ///
    /// @param rows that are looked at; while it is carried out, people who are entered
    /// @param of so many
    public record Progress(int rows, int of) {}

    /// How far this node has come with one; empty while it does not work on it, as another node may.
    public Optional<Progress> progress(JobId id) {
        return Optional.ofNullable(progress.get(id));
    }

    /// Does all there is to do now, and forgets what is over for long.
    public void follow() {
        List<Job> jobs = store.look(books -> Jobs.in(books).all());
        jobs.forEach(this::sweep);
        jobs.stream().filter(job -> job.state().isDue()).forEach(job -> work(job.id()));
    }

    /// Does what is to do for one now, unless another node does.
    public void work(JobId id) {
        var now = clock.instant();
        long tries = store.transact(books -> Jobs.in(books).claim(id, node, now, now.plus(CLAIM)));
        if (tries == 0) {
            return;
        }
        record Begun(PeopleImport what, Optional<byte[]> file) {}
        Optional<Begun> begun = store.look(books -> Jobs.in(books)
                .find(id)
                .filter(job -> job.state().isDue())
                .map(job -> new Begun(files.open(job), files.find(books, id))));
        if (begun.isEmpty()) {
            return;
        }
        var what = begun.get().what();
        if (tries > MOST_TRIES || begun.get().file().isEmpty()) {
            move(what.job(), Job.State.FAILED, what.content().with(Note.TRIED_IN_VAIN));
            return;
        }
        var table = CsvTable.read(begun.get().file().get());
        try {
            if (what.job().state() == Job.State.TO_BE_CHECKED) {
                check(what, table);
            } else {
                carryOut(what, table);
            }
        } finally {
            progress.remove(id);
        }
    }

    private ImportProgress noting(JobId id) {
        return (rows, of) -> progress.put(id, new Progress(rows, of));
    }

    private void check(PeopleImport what, CsvTable table) {
        var found = what.content().with(imports.outlook(table, noting(what.job().id())));
        move(what.job(), found.bad() == 0 ? Job.State.CHECKED : Job.State.REFUSED, found);
    }

    private void carryOut(PeopleImport what, CsvTable table) {
        var order = what.content().order().orElseThrow();
        var seen = what.content().seen().map(ImportOutlook::fingerprint).orElseThrow();
        var said = Map.of("why", order.why().value(), "import", what.job().id().toString());
        var _ = store.transact(books -> {
            if (!isAsItWas(books, what.job())) {
                return false;
            }
            if (!may(books, order)) {
                put(books, what.job(), Job.State.FAILED, what.content().with(Note.NOT_ALLOWED));
                return false;
            }
            var done = imports.carryOut(
                    books,
                    table,
                    seen,
                    new Actor.Person(order.by()),
                    said,
                    noting(what.job().id()));
            if (done.isPresent()) {
                put(books, what.job(), Job.State.DONE, what.content());
                done.filter(ImportUndo::isSmallEnough)
                        .ifPresent(effect -> files.keep(books, what.job().id(), effect));
            } else {
                put(books, what.job(), Job.State.TO_BE_CHECKED, what.content().with(Note.CHANGED_MEANWHILE));
            }
            return done.isPresent();
        });
        boolean isToBeLookedAtAgain = store.look(books -> Jobs.in(books)
                .find(what.job().id())
                .filter(job -> job.state() == Job.State.TO_BE_CHECKED)
                .isPresent());
        if (isToBeLookedAtAgain) {
            work(what.job().id());
        }
    }

    private static boolean may(Books books, ImportContent.Order order) {
        return Accounts.in(books)
                .find(order.by())
                .filter(Account::isActive)
                .filter(account -> Duties.of(account.role()).contains(Permission.PEOPLE_IMPORT))
                .isPresent();
    }

    private void sweep(Job job) {
        var now = clock.instant();
        if (job.state() == Job.State.CHECKED && isLongAgo(job, UNDECIDED, now)) {
            move(job, Job.State.CANCELLED, files.open(job).content().with(Note.NOBODY_SAID));
        } else if (job.state().isOver() && isLongAgo(job, REMEMBERED, now)) {
            var _ = store.transact(books -> {
                Jobs.in(books).remove(job.id());
                return true;
            });
        } else if (job.state() == Job.State.DONE && isLongAgo(job, ImportUndo.TIME, now)) {
            forgetWhatItDid(job.id());
        }
    }

    private void forgetWhatItDid(JobId id) {
        boolean isKept = store.look(books -> JobFiles.in(books).find(id).isPresent());
        if (isKept) {
            var _ = store.transact(books -> {
                JobFiles.in(books).remove(id);
                return true;
            });
        }
    }

    private static boolean isLongAgo(Job job, Duration time, Instant now) {
        return !job.moved().plus(time).isAfter(now);
    }

    private void move(Job job, Job.State next, ImportContent content) {
        var _ = store.transact(books -> {
            boolean same = isAsItWas(books, job);
            if (same) {
                put(books, job, next, content);
            }
            return same;
        });
    }

    // Somebody may have called it off meanwhile, or another node done it.
    private static boolean isAsItWas(Books books, Job job) {
        return Jobs.in(books)
                .find(job.id())
                .filter(now -> now.state() == job.state() && now.moved().equals(job.moved()))
                .isPresent();
    }

    private void put(Books books, Job job, Job.State next, ImportContent content) {
        Jobs.in(books).put(job.moved(next, files.sealed(job.id(), content), clock.instant()));
        if (next.isOver()) {
            JobFiles.in(books).remove(job.id());
        }
    }
}
