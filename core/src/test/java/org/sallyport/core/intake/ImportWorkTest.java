package org.sallyport.core.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.directory.AccountImport;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.intake.ImportContent.Note;
import org.sallyport.core.job.Job;
import org.sallyport.core.job.JobFiles;
import org.sallyport.core.job.JobId;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Seal;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.store.memory.MemoryStore;

class ImportWorkTest {
    private final MemoryStore store = new MemoryStore(Fixtures.keyset());
    private final Organisation organisation = new Organisation(store, Fixtures.keyset(), Limits.standard());
    private final Account maria = organisation.add("maria", Account.Role.ADMIN, Optional.empty());
    private final Seal seal = new Seal(organisation.keyset, organisation.generator);
    private final ImportDesk desk = new ImportDesk(store, seal, organisation.clock);

    /// A node of its own.
    private ImportWork node(Store over) {
        var imports = new AccountImport(over, organisation.accounts, organisation.mfa, organisation.clock);
        return new ImportWork(over, imports, seal, organisation.clock);
    }

    /// An import of Eleni that is to be done.
    private JobId ordered() {
        var id = desk.start(maria.id(), "user-name,display-name\neleni,Eleni\n".getBytes(UTF_8))
                .orElseThrow();
        node(store).follow();
        var seen = desk.find(id).orElseThrow().content().seen().orElseThrow();
        assertThat(desk.order(id, seen.fingerprint(), maria.id(), new Reason("New in May")))
                .isTrue();
        return id;
    }

    private Job.State state(JobId id) {
        return desk.find(id).orElseThrow().job().state();
    }

    private boolean isThere() {
        return store.look(books ->
                Accounts.in(books).named(Username.parse("eleni").orElseThrow()).isPresent());
    }

    private long imported() {
        return store.look(books -> AuditLog.in(books).since(0, 1000)).stream()
                .filter(entry -> entry.event().kind() == AuditKind.PEOPLE_IMPORTED)
                .count();
    }

    /// Breaks off at the end of every transaction that has entered somebody.
    private Store breakingOff() {
        return new Store() {
            @Override
            public <R> R transact(Function<Books, R> work) {
                return store.transact(books -> {
                    R result = work.apply(books);
                    if (Accounts.in(books)
                            .named(Username.parse("eleni").orElseThrow())
                            .isPresent()) {
                        throw new Unavailable("store", "the power is gone");
                    }
                    return result;
                });
            }
        };
    }

    @Test
    void aNodeThatStopsLeavesNothingAndTheNextOneDoesItOnce() {
        var id = ordered();
        var stopped = node(breakingOff());

        assertThatThrownBy(stopped::follow).isInstanceOf(Unavailable.class);
        assertThat(isThere()).isFalse();
        assertThat(state(id)).isEqualTo(Job.State.TO_BE_DONE);

        // As long as the claim of the first one lasts nobody else begins.
        node(store).follow();
        assertThat(isThere()).isFalse();

        organisation.clock.forward(Duration.ofMinutes(2));
        node(store).follow();
        node(store).follow();
        assertThat(isThere()).isTrue();
        assertThat(state(id)).isEqualTo(Job.State.DONE);
        assertThat(imported()).isOne();
    }

    @Test
    void theNodeThatWorksSaysHowFarItIsAndNothingOnceItIsDone() {
        var id = ordered();
        var seen = new ArrayList<Optional<ImportWork.Progress>>();
        var nodes = new ArrayList<ImportWork>();
        var watched = new Store() {
            @Override
            public <R> R transact(Function<Books, R> work) {
                return store.transact(books -> {
                    R result = work.apply(books);
                    seen.add(nodes.getFirst().progress(id));
                    return result;
                });
            }
        };
        nodes.add(node(watched));

        nodes.getFirst().follow();

        assertThat(seen).contains(Optional.of(new ImportWork.Progress(0, 1)));
        assertThat(node(store).progress(id)).isEmpty();
        assertThat(nodes.getFirst().progress(id)).isEmpty();
    }

    @Test
    void ofManyNodesOneDoesIt() {
        var id = ordered();

        var _ = Crowd.of(8).succeeding(_ -> {
            node(store).follow();
            return true;
        });

        assertThat(state(id)).isEqualTo(Job.State.DONE);
        assertThat(imported()).isOne();
    }

    @Test
    void whatBreaksOffAgainAndAgainIsGivenUpAndItsFileErased() {
        var id = ordered();
        var unlucky = node(breakingOff());
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(unlucky::follow).isInstanceOf(Unavailable.class);
        }

        unlucky.follow();

        assertThat(state(id)).isEqualTo(Job.State.FAILED);
        assertThat(desk.find(id).orElseThrow().content().note()).isEqualTo(Note.TRIED_IN_VAIN);
        assertThat(store.<Boolean>look(books -> JobFiles.in(books).find(id).isPresent()))
                .isFalse();
        assertThat(isThere()).isFalse();
    }

    @Test
    void aFileLiesThereSealed() {
        var id = ordered();

        byte[] kept = store.<byte[]>look(books -> JobFiles.in(books).find(id).orElseThrow());

        assertThat(new String(kept, UTF_8)).doesNotContain("eleni");
    }
}
