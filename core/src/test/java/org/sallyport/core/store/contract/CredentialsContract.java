package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;
import org.sallyport.core.fixture.Crowd;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Person;

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
    default void anotherDigestOfTheSamePasswordLeavesWhenItWasSet() {
        var eleni = eleniWithDigest("$outdated");

        assertThat(renew(eleni, "$outdated", "$renewed")).isTrue();

        var found = in(books -> CredentialsBook.in(books).find(eleni.id())).orElseThrow();
        assertThat(found.passwordDigest()).contains("$renewed");
        assertThat(found.passwordChanged()).isEqualTo(Fixtures.NOW.plusSeconds(60));
        assertThat(found.salt()).isEqualTo(eleni.credentials().salt());
    }

    @Test
    default void aPasswordThatWasSetMeanwhileIsNotTakenBackByAnotherDigestOfTheOldOne() {
        var eleni = eleniWithDigest("$of the new password");

        assertThat(renew(eleni, "$outdated", "$renewed")).isFalse();

        assertThat(found(books -> CredentialsBook.in(books).find(eleni.id())).flatMap(Credentials::passwordDigest))
                .contains("$of the new password");
    }

    @Test
    default void ofManyWhoRenewTheSameDigestOneDoes() {
        var eleni = eleniWithDigest("$outdated");

        assertThat(Crowd.of(10).succeeding(i -> renew(eleni, "$outdated", "$renewed by " + i)))
                .isOne();
    }

    private Person eleniWithDigest(String digest) {
        var eleni = Fixtures.eleni();
        eleni.addTo(store());
        change(books -> CredentialsBook.in(books)
                .replace(eleni.credentials().withPasswordDigest(digest, Fixtures.NOW.plusSeconds(60))));
        return eleni;
    }

    private boolean renew(Person whose, String seen, String digest) {
        return in(books -> CredentialsBook.in(books).renewDigest(whose.id(), seen, digest));
    }

    @Test
    default void whoHasNoAccountHasNoCredentials() {
        assertThat(found(
                        books -> CredentialsBook.in(books).find(Fixtures.nikos().id())))
                .isEmpty();
    }
}
