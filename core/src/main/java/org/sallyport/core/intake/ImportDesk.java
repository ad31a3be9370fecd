package org.sallyport.core.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.job.Jobs;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.store.Store;

/// Where staff hand in a file with people, see what it would do, and say that it is to be done. Nothing is done to
/// anybody here: see [ImportWork]. Thread-safe.
public final class ImportDesk {
    /// The largest file, in bytes: more than 100,000 people need.
    public static final int LARGEST = 16 * 1024 * 1024;

    /// So many imports at once that are not over.
    public static final int MOST_OPEN = 4;

    private final Store store;
    private final ImportFiles files;
    private final InstantSource clock;

    public ImportDesk(Store store, Seal seal, InstantSource clock) {
        this.store = store;
        this.files = new ImportFiles(seal);
        this.clock = clock;
    }

    /// Has a file looked at.
    ///
    /// @return empty where too many are open
    public Optional<JobId> start(AccountId maker, byte[] file) {
        if (file.length > LARGEST) {
            throw new IllegalArgumentException("a file has at most " + LARGEST + " bytes, found " + file.length);
        }
        var id = JobId.fresh();
        var sealed = files.sealed(id, file);
        var now = clock.instant();
        return store.transact(books -> {
            long open = Jobs.in(books).all().stream()
                    .filter(job -> !job.state().isOver())
                    .count();
            if (open >= MOST_OPEN) {
                return Optional.empty();
            }
            var content = files.sealed(id, ImportContent.NEW);
            Jobs.in(books)
                    .put(new Job(
                            id,
                            Job.Kind.PEOPLE_IMPORT,
                            Job.State.TO_BE_CHECKED,
                            Optional.of(maker),
                            now,
                            now,
                            content));
            JobFiles.in(books).put(id, sealed);
            return Optional.of(id);
        });
    }

    /// The newest first.
    public List<PeopleImport> all() {
        return store.look(
                books -> Jobs.in(books).all().stream().map(files::open).toList());
    }

    public Optional<PeopleImport> find(JobId id) {
        return store.look(books -> Jobs.in(books).find(id).map(files::open));
    }

    /// Says that what was seen is to be done.
    ///
    /// @param fingerprint of what whoever says so has seen
    /// @return false when it does not wait for that, or was looked at anew meanwhile
    public boolean order(JobId id, String fingerprint, AccountId by, Reason why) {
        return store.transact(books -> {
            var job = Jobs.in(books).find(id).filter(one -> one.state() == Job.State.CHECKED);
            var content = job.map(one -> files.open(one).content())
                    .filter(one -> one.seen()
                            .filter(seen -> seen.fingerprint().equals(fingerprint))
                            .isPresent())
                    .map(one -> one.with(new ImportContent.Order(by, why)));
            content.ifPresent(one -> Jobs.in(books)
                    .put(job.orElseThrow().moved(Job.State.TO_BE_DONE, files.sealed(id, one), clock.instant())));
            return content.isPresent();
        });
    }

    /// Calls it off, and removes its file.
    ///
    /// @return false when it is over
    public boolean cancel(JobId id) {
        return store.transact(books -> {
            var job = Jobs.in(books).find(id).filter(one -> !one.state().isOver());
            job.ifPresent(one -> {
                Jobs.in(books).put(one.moved(Job.State.CANCELLED, one.content(), clock.instant()));
                JobFiles.in(books).remove(id);
            });
            return job.isPresent();
        });
    }
}
