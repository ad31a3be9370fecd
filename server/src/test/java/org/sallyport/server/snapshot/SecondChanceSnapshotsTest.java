package org.sallyport.server.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaStanding;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Policy;
import org.sallyport.core.verify.AccountSnapshot;

class SecondChanceSnapshotsTest {
    private static final Username ELENI = new Username("eleni@olive.example");

    private final Map<Username, AccountSnapshot> store = new HashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private Runnable whileReading = () -> {};
    private final SecondChanceSnapshots snapshots = new SecondChanceSnapshots(this::read, 100);

    @Test
    void whatWasLoadedIsInMemory() {
        store.put(ELENI, snapshot(ELENI, 1));

        assertThat(snapshots.inMemory(ELENI, Instant.EPOCH)).isEmpty();
        assertThat(snapshots.find(ELENI)).isPresent();
        assertThat(snapshots.inMemory(ELENI, Instant.EPOCH)).isPresent();
        snapshots.find(ELENI);
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatWasForgottenIsReadAgain() {
        store.put(ELENI, snapshot(ELENI, 1));
        var id = snapshots.find(ELENI).orElseThrow().account().id();

        snapshots.forget(id);

        assertThat(snapshots.inMemory(ELENI, Instant.EPOCH)).isEmpty();
    }

    @Test
    void forgettingEverybodyLeavesNobody() {
        store.put(ELENI, snapshot(ELENI, 1));
        snapshots.find(ELENI);

        snapshots.forgetAll();

        assertThat(snapshots.inMemory(ELENI, Instant.EPOCH)).isEmpty();
    }

    @Test
    void whatWasForgottenWhileItWasReadIsReadOnceMore() {
        var before = snapshot(ELENI, 1);
        var after = new AccountSnapshot(
                before.account().withRevision(2),
                new byte[16],
                before.standing(),
                before.policy(),
                List.of(),
                Instant.EPOCH);
        store.put(ELENI, before);
        whileReading = () -> {
            whileReading = () -> {};
            store.put(ELENI, after);
            snapshots.forget(before.account().id());
        };

        assertThat(snapshots.find(ELENI).orElseThrow().account().revision()).isEqualTo(2);
        assertThat(snapshots
                        .inMemory(ELENI, Instant.EPOCH)
                        .orElseThrow()
                        .account()
                        .revision())
                .isEqualTo(2);
    }

    @Test
    void whereEverythingChangesAllTheTimeNothingIsKept() {
        store.put(ELENI, snapshot(ELENI, 1));
        whileReading = snapshots::forgetAll;

        assertThat(snapshots.find(ELENI)).isPresent();
        assertThat(snapshots.inMemory(ELENI, Instant.EPOCH)).isEmpty();
    }

    @Test
    void T51_aNameWithoutAnAccountIsReadOnceLikeOneThatHasOne() {
        assertThat(snapshots.find(ELENI)).isEmpty();
        assertThat(snapshots.find(ELENI)).isEmpty();
        assertThat(reads).hasValue(1);
        assertThat(snapshots.size()).isZero();
    }

    @Test
    void anAccountThatIsAddedIsFoundAtOnce() {
        snapshots.find(ELENI);
        var added = snapshot(ELENI, 1);
        store.put(ELENI, added);
        snapshots.forget(added.account().id());
        assertThat(snapshots.find(ELENI)).contains(added);
    }

    @Test
    void anAccountIsFoundThatWasThereBeforeEverythingWasForgotten() {
        snapshots.find(ELENI);
        var added = snapshot(ELENI, 1);
        store.put(ELENI, added);
        snapshots.forgetAll();
        assertThat(snapshots.find(ELENI)).contains(added);
    }

    @Test
    void anAccountThatIsAddedWhileItsNameIsLookedForIsFound() {
        var added = snapshot(ELENI, 1);
        whileReading = () -> {
            whileReading = () -> {};
            store.put(ELENI, added);
            snapshots.forget(added.account().id());
        };
        assertThat(snapshots.find(ELENI)).contains(added);
    }

    @Test
    void noMoreAbsentNamesAreKeptThanAllowed() {
        for (int i = 0; i < 16_385; i++) {
            snapshots.find(new Username("person" + i));
        }
        snapshots.find(new Username("person0"));
        assertThat(reads).hasValue(16_386);
    }

    @Test
    void noMoreAreKeptThanAllowed() {
        for (int i = 0; i < 1000; i++) {
            var name = new Username("person" + i);
            store.put(name, snapshot(name, 1));
            snapshots.find(name);
        }

        assertThat(snapshots.size()).isLessThanOrEqualTo(100);
    }

    @Test
    void whoAskedLatelyStays() {
        store.put(ELENI, snapshot(ELENI, 1));
        snapshots.find(ELENI);
        for (int i = 0; i < 1000; i++) {
            var name = new Username("person" + i);
            store.put(name, snapshot(name, 1));
            snapshots.find(name);
            assertThat(snapshots.inMemory(ELENI, Instant.EPOCH)).isPresent();
        }
        assertThat(snapshots.inMemory(new Username("person0"), Instant.EPOCH)).isEmpty();
    }

    @Test
    void whereEverybodyAsksSomebodyGoesAllTheSame() {
        for (int i = 0; i < 200; i++) {
            var name = new Username("person" + i);
            store.put(name, snapshot(name, 1));
            snapshots.find(name);
            snapshots.find(name);
        }
        assertThat(snapshots.size()).isEqualTo(100);
    }

    @Test
    void anAccountWithANewNameIsKeptUnderThatNameAlone() {
        var before = snapshot(ELENI, 1);
        var renamed = new Username("eleni.new@olive.example");
        store.put(ELENI, before);
        store.put(renamed, withName(before, renamed));
        snapshots.find(ELENI);

        snapshots.find(renamed);

        assertThat(snapshots.inMemory(renamed, Instant.EPOCH)).isPresent();
        assertThat(snapshots.inMemory(ELENI, Instant.EPOCH)).isEmpty();
    }

    private static AccountSnapshot withName(AccountSnapshot snapshot, Username name) {
        var old = snapshot.account();
        var account = new Account(old.id(), name, old.profile(), old.role(), old.status(), old.contact(), 2);
        return new AccountSnapshot(
                account, new byte[16], snapshot.standing(), snapshot.policy(), List.of(), Instant.EPOCH);
    }

    private Optional<AccountSnapshot> read(Username name) {
        reads.incrementAndGet();
        var found = Optional.ofNullable(store.get(name));
        whileReading.run();
        return found;
    }

    private static AccountSnapshot snapshot(Username name, long revision) {
        var account = new Account(
                AccountId.fresh(),
                name,
                new Profile("Somebody", Locale.ENGLISH, Set.of()),
                Account.Role.PERSON,
                Account.Status.ACTIVE,
                Optional.empty(),
                revision);
        return new AccountSnapshot(
                account,
                new byte[16],
                new MfaStanding(MfaState.DISABLED, Optional.empty()),
                Policy.of(Limits.standard()),
                List.of(),
                Instant.EPOCH);
    }
}
