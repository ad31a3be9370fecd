package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.job.Jobs;
import org.sallyport.core.secret.Seal;

public interface JobsContract extends StoreUnderTest {
    private static byte[] sealed(String table, JobId id, String clear) {
        return new Seal(Fixtures.keyset(), Fixtures.generator())
                .seal(new Seal.Place(table, "content", id.toString()), clear.getBytes(StandardCharsets.UTF_8));
    }

    private static Job job(Instant made) {
        var id = JobId.fresh();
        return new Job(
                id,
                Job.Kind.PEOPLE_IMPORT,
                Job.State.TO_BE_CHECKED,
                Optional.of(Fixtures.eleni().id()),
                made,
                made,
                sealed("job", id, "a"));
    }

    @Test
    default void aJobIsKeptWholeAndReplaced() {
        var first = job(Fixtures.NOW);
        var second = job(Fixtures.NOW.plusSeconds(1));
        change(books -> {
            Jobs.in(books).put(first);
            Jobs.in(books).put(second);
        });
        assertThat(listed(books -> Jobs.in(books).all()))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(second, first);

        var later = first.moved(Job.State.DONE, sealed("job", first.id(), "b"), Fixtures.NOW.plusSeconds(9));
        change(books -> Jobs.in(books).put(later));
        assertThat(found(books -> Jobs.in(books).find(first.id())))
                .hasValueSatisfying(
                        one -> assertThat(one).usingRecursiveComparison().isEqualTo(later));
        assertThat(found(books -> Jobs.in(books).find(JobId.fresh()))).isEmpty();
    }

    @Test
    default void aJobOfTheOperatorHasNoMaker() {
        var id = JobId.fresh();
        change(books -> Jobs.in(books)
                .put(new Job(
                        id,
                        Job.Kind.PEOPLE_IMPORT,
                        Job.State.DONE,
                        Optional.empty(),
                        Fixtures.NOW,
                        Fixtures.NOW,
                        sealed("job", id, "a"))));

        assertThat(found(books -> Jobs.in(books).find(id)))
                .hasValueSatisfying(one -> assertThat(one.maker()).isEmpty());
    }

    @Test
    default void oneNodeAtATimeWorksOnAJobUntilItMovesOn() {
        var job = job(Fixtures.NOW);
        change(books -> Jobs.in(books).put(job));
        var now = Fixtures.NOW;
        assertThat(claim(job, "north", now, now.plusSeconds(60))).isOne();
        assertThat(claim(job, "south", now.plusSeconds(59), now.plusSeconds(119)))
                .isZero();
        assertThat(claim(job, "north", now.plusSeconds(59), now.plusSeconds(119)))
                .isEqualTo(2);
        assertThat(claim(job, "south", now.plusSeconds(119), now.plusSeconds(200)))
                .isEqualTo(3);

        change(books -> Jobs.in(books).put(job.moved(Job.State.CHECKED, job.content(), now)));
        assertThat(claim(job, "north", now.plusSeconds(120), now.plusSeconds(180)))
                .isOne();
    }

    private long claim(Job job, String node, Instant now, Instant until) {
        return number(books -> Jobs.in(books).claim(job.id(), node, now, until));
    }

    @Test
    default void ofManyNodesThatClaimAJobAtOnceOneWorks() {
        var job = job(Fixtures.NOW);
        change(books -> Jobs.in(books).put(job));
        assertThat(Crowd.of(10)
                        .succeeding(i -> claim(job, "node-" + i, Fixtures.NOW, Fixtures.NOW.plusSeconds(60)) > 0))
                .isEqualTo(1);
    }

    @Test
    default void aFileIsKeptUntilItOrItsJobIsRemoved() {
        var job = job(Fixtures.NOW);
        var other = job(Fixtures.NOW);
        change(books -> {
            Jobs.in(books).put(job);
            JobFiles.in(books).put(job.id(), sealed("job_file", job.id(), "one"));
            JobFiles.in(books).put(other.id(), sealed("job_file", other.id(), "two"));
        });
        var again = sealed("job_file", job.id(), "again");
        change(books -> JobFiles.in(books).put(job.id(), again));
        assertThat(found(books -> JobFiles.in(books).find(job.id()))).contains(again);

        change(books -> {
            Jobs.in(books).remove(job.id());
            JobFiles.in(books).remove(other.id());
        });
        assertThat(found(books -> Jobs.in(books).find(job.id()))).isEmpty();
        assertThat(found(books -> JobFiles.in(books).find(job.id()))).isEmpty();
        assertThat(found(books -> JobFiles.in(books).find(other.id()))).isEmpty();
    }
}
