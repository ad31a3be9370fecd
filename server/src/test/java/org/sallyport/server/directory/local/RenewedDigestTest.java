package org.sallyport.server.directory.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.directory.LocalDirectory;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;

class RenewedDigestTest {
    private static final Cost CHEAP = new Cost(8, 1, 1);

    private final Keyset keyset = Keyset.fresh(Fixtures.generator(), Fixtures.NOW);
    private final Organisation olive = new Organisation(new MemoryStore(keyset), keyset, Limits.standard());
    private final Account eleni = olive.add("eleni@olive.example", Account.Role.PERSON, Optional.empty());
    private final Argon2Hasher hasher = hasher(CHEAP);
    private final Credentials before = settled();

    private Argon2Hasher hasher(Cost cost) {
        return new Argon2Hasher(keyset, olive.generator, cost, new HashingRoom(2, 64));
    }

    private Credentials settled() {
        var set = kept().withPasswordDigest(hasher.digest(Secret.of(Organisation.PASSWORD)), olive.clock.instant());
        var _ = olive.store.transact(books -> {
            CredentialsBook.in(books).replace(set);
            return true;
        });
        return kept();
    }

    @Test
    void T03_aRightPasswordComesUnderTheNewKeyBehindTheAnswer() {
        rotate();
        olive.afterwards.holdBack();

        assertThat(check(hasher, Organisation.PASSWORD)).isEqualTo(PasswordCheck.RIGHT);
        assertThat(digest()).isEqualTo(before.passwordDigest().orElseThrow());
        olive.afterwards.finish();

        assertThat(digest()).contains("keyid=2$");
        assertThat(check(hasher, Organisation.PASSWORD)).isEqualTo(PasswordCheck.RIGHT);
        assertThat(olive.afterwards.left()).as("it is done once").isZero();
    }

    @Test
    void itIsStillThePasswordThatWasSetThen() {
        rotate();

        check(hasher, Organisation.PASSWORD);

        assertThat(digest()).contains("keyid=2$");
        assertThat(kept().passwordChanged()).isEqualTo(before.passwordChanged());
        assertThat(kept().salt()).isEqualTo(before.salt());
    }

    @Test
    void aRightPasswordComesToCostWhatPasswordsCostNow() {
        check(hasher(new Cost(16, 1, 1)), Organisation.PASSWORD);

        assertThat(digest()).contains("m=16,");
    }

    @Test
    void aWrongPasswordAndOneUnderTheKeyOfNowChangeNothing() {
        check(hasher, Organisation.PASSWORD);
        rotate();
        check(hasher, "olives grow quickly here");

        assertThat(digest()).isEqualTo(before.passwordDigest().orElseThrow());
    }

    @Test
    void aPasswordThatIsSetMeanwhileStays() {
        rotate();
        olive.afterwards.holdBack();
        check(hasher, Organisation.PASSWORD);
        var set = kept().withPasswordDigest(hasher.digest(Secret.of("pines grow slowly there")), olive.clock.instant());
        var _ = olive.store.transact(books -> {
            CredentialsBook.in(books).replace(set);
            return true;
        });

        olive.afterwards.finish();

        assertThat(digest()).isEqualTo(set.passwordDigest().orElseThrow());
    }

    private void rotate() {
        keyset.adopt(keyset.rotated(olive.generator, Fixtures.NOW));
    }

    private PasswordCheck check(Argon2Hasher asked, String password) {
        var directory = new LocalDirectory(olive.store, asked, olive.generator, olive.afterwards);
        try (var typed = Secret.of(password)) {
            return directory.check(eleni.id(), typed);
        }
    }

    private Credentials kept() {
        return olive.store
                .transact(books -> CredentialsBook.in(books).find(eleni.id()))
                .orElseThrow();
    }

    private String digest() {
        return kept().passwordDigest().orElseThrow();
    }
}
