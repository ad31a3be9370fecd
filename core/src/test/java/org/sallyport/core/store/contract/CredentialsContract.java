package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.fixture.Fixtures;

public interface CredentialsContract extends StoreUnderTest {
    @Test
    default void credentialsComeWithTheAccount() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());

        var found = in(books -> CredentialsBook.in(books).find(eleni.id())).orElseThrow();

        assertThat(found.salt()).isEqualTo(eleni.credentials().salt());
        assertThat(found.passwordDigest()).isEmpty();
        assertThat(found.passwordChanged()).isEqualTo(Fixtures.NOW);
    }

    @Test
    default void aNewPasswordDigestReplacesTheOldOne() {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        var later = Fixtures.NOW.plus(Duration.ofHours(1));
        var phc = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";

        change(books -> CredentialsBook.in(books).replace(eleni.credentials().withPasswordDigest(phc, later)));

        var found = in(books -> CredentialsBook.in(books).find(eleni.id())).orElseThrow();
        assertThat(found.passwordDigest()).contains(phc);
        assertThat(found.passwordChanged()).isEqualTo(later);
        assertThat(found.salt()).isEqualTo(eleni.credentials().salt());
    }

    @Test
    default void whoHasNoAccountHasNoCredentials() {
        assertThat(found(
                        books -> CredentialsBook.in(books).find(Fixtures.nikos().id())))
                .isEmpty();
    }
}
