package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.apppassword.AppPasswordDigest;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;

class AccountSnapshotTest {
    private final Keyset made = Keyset.fresh(Fixtures.generator(), Fixtures.NOW);
    private final Keyset others = new Keyset(made.rotated(Fixtures.generator(), Fixtures.NOW).keys().stream()
            .filter(Keyset.Key::primary)
            .toList());
    private final Keyset keyset = new Keyset(made.keys());
    private final AtomicInteger filesRead = new AtomicInteger();
    private final Organisation olive = new Organisation(new MemoryStore(keyset), keyset, Limits.standard());
    private final Account eleni = olive.enforced("eleni@olive.example");
    private final Secret letters = olive.issue(eleni, Scope.mail()).secret();

    @Test
    void aKeyThatIsNotInMemoryIsNotLookedForWhereNothingMayBlock() {
        var snapshot = new SnapshotLoader(olive.store, olive.mfa)
                .load(eleni.username())
                .orElseThrow();
        var digests = new AppPasswordDigest(keyset);
        assertThat(snapshot.match(letters, digests)).isNotNull();
        keyset.adopt(others);
        keyset.whenUnknown(filesRead::incrementAndGet);
        assertThat(snapshot.match(letters, digests)).isNull();
        assertThat(filesRead).hasValue(0);
    }

    @Test
    void aKeyThatWasMadeElsewhereAMomentAgoIsFoundBeforeAnybodyIsRefused() {
        keyset.adopt(others);
        keyset.whenUnknown(() -> keyset.adopt(made));
        assertThat(olive.verify("eleni@olive.example", letters.reveal(), Protocol.IMAP))
                .isInstanceOf(Verdict.Accepted.class);
    }
}
