package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

/// Whoever does not wait for a verdict any more interrupts the thread.
class NobodyWaitsTest {
    private static final int MORE_THAN_THE_PATIENCE = 30;

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account nikos = olive.add("nikos@olive.example", Account.Role.PERSON, Optional.empty());

    @AfterEach
    void forget() {
        var _ = Thread.interrupted();
    }

    @Test
    void whatNobodyWaitsForIsNeitherJudgedNorCountedNorWrittenDown() {
        long before = events();
        Thread.currentThread().interrupt();
        for (int i = 0; i < MORE_THAN_THE_PATIENCE; i++) {
            assertThat(olive.verify(nikos.username().canonical(), "wrong " + i, Protocol.IMAP))
                    .isInstanceOf(Verdict.Deferred.class);
        }
        forget();
        olive.notes.flush();

        assertThat(events()).isEqualTo(before);
        assertThat(olive.verify(nikos.username().canonical(), Organisation.PASSWORD, Protocol.IMAP))
                .isInstanceOf(Verdict.Accepted.class);
    }

    private long events() {
        return olive.store
                .transact(books -> AuditLog.in(books).about(nikos.id(), 1000))
                .size();
    }
}
