package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.job.Jobs;

final class MemoryJobs implements Jobs, Erasable {
    private final Rows<String, Job> rows;
    private final Rows<String, Claim> claims;
    private final JobFiles files;

    MemoryJobs(Undo undo, JobFiles files) {
        this.rows = new Rows<>(undo);
        this.claims = new Rows<>(undo);
        this.files = files;
    }

    private record Claim(String node, Instant until, long count) {}

    @Override
    public void put(Job job) {
        rows.put(job.id().toString(), job);
        claims.remove(job.id().toString());
    }

    @Override
    public Optional<Job> find(JobId id) {
        return rows.find(id.toString());
    }

    @Override
    public List<Job> all() {
        return rows.all().stream()
                .sorted(Comparator.comparing(Job::made)
                        .reversed()
                        .thenComparing(job -> job.id().toString()))
                .toList();
    }

    @Override
    public long claim(JobId id, String node, Instant now, Instant until) {
        var held = claims.find(id.toString());
        boolean free = held.filter(
                        claim -> !claim.node().equals(node) && claim.until().isAfter(now))
                .isEmpty();
        if (!free || find(id).isEmpty()) {
            return 0;
        }
        long count = held.map(Claim::count).orElse(0L) + 1;
        claims.put(id.toString(), new Claim(node, until, count));
        return count;
    }

    @Override
    public void remove(JobId id) {
        rows.remove(id.toString());
        claims.remove(id.toString());
        files.remove(id);
    }

    @Override
    public void erase(AccountId account) {
        all().stream()
                .filter(job -> job.maker().filter(account::equals).isPresent())
                .map(Job::id)
                .forEach(this::remove);
    }
}
