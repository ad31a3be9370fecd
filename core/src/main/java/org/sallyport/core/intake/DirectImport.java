package org.sallyport.core.intake;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.csv.CsvTable;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.directory.ImportEffect;
import org.sallyport.core.directory.ImportReport;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobId;
import org.sallyport.core.job.Jobs;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// An import for whoever waits for what comes of it: a program, or the operator at the command line. It is done at once
/// in one transaction, which leaves the job that an import of the page is in the end, so that it can be
/// [undone][ImportUndo] alike. Thread-safe.
public final class DirectImport {
    private final Store store;
    private final AccountImport imports;
    private final ImportFiles files;
    private final InstantSource clock;

    public DirectImport(Store store, AccountImport imports, Seal seal, InstantSource clock) {
        this.store = store;
        this.imports = imports;
        this.files = new ImportFiles(seal);
        this.clock = clock;
    }

    /// What came of it.
    ///
    /// @param id by which it can be undone; empty where nothing was changed, as there is nothing to undo
    public record Taken(ImportReport report, Optional<JobId> id) {}

    /// The same for tables of up to [AccountImport#MOST_ROWS_EVER] rows.
    public DirectImport ofLargeTables() {
        return new DirectImport(store, imports.ofLargeTables(), files.seal(), clock);
    }

    /// What it would do. Changes nothing.
    public ImportReport check(CsvTable table) {
        return imports.check(table);
    }

    /// Does it, unless one row is bad.
    public Taken carryOut(CsvTable table, Actor by) {
        var id = JobId.fresh();
        return store.transact(books -> {
            var taken = imports.carryOut(books, table, by, Map.of("import", id.toString()));
            var effect = taken.effect().filter(done -> !done.people().isEmpty());
            effect.ifPresent(done -> keep(books, id, taken, done, by));
            return new Taken(taken.outlook().report(), effect.map(_ -> id));
        });
    }

    private void keep(Books books, JobId id, AccountImport.Taken taken, ImportEffect effect, Actor by) {
        var now = clock.instant();
        var content = files.sealed(id, ImportContent.NEW.with(taken.outlook()));
        Jobs.in(books).put(new Job(id, Job.Kind.PEOPLE_IMPORT, Job.State.DONE, by.behind(), now, now, content));
        if (ImportUndo.isSmallEnough(effect)) {
            files.keep(books, id, effect);
        }
    }
}
