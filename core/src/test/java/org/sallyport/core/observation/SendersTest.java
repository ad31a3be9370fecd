package org.sallyport.core.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.Tying;
import org.sallyport.core.store.memory.MemoryStore;

/// Who gets into the book of senders, and who does not.
class SendersTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    @Test
    void anAppThatIsLetInWithTheAccountPasswordIsRecorded() {
        var nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());
        olive.verifier.verify(olive.attemptBy("Thunderbird 102", "nikos", Organisation.PASSWORD));
        olive.notes.flush();

        assertThat(senders(nikos)).singleElement().satisfies(one -> {
            assertThat(one.protocol()).isEqualTo(Protocol.IMAP);
            assertThat(one.network()).hasToString("192.0.2.0/24");
            assertThat(one.server()).isEqualTo("dovecot");
            assertThat(one.client()).contains(new ClientName("Thunderbird 102"));
            assertThat(one.seen().times()).isEqualTo(1);
        });
    }

    @Test
    void anAppThatMfaHasShutOutIsRecordedToo() {
        var eleni = olive.enforced("eleni");
        olive.verify("eleni", Organisation.PASSWORD, Protocol.SMTP);
        olive.notes.flush();

        assertThat(senders(eleni))
                .singleElement()
                .satisfies(one -> assertThat(one.protocol()).isEqualTo(Protocol.SMTP));
    }

    @Test
    void anAppOfSomebodyWhoseGroupHasNoAppPasswordsIsRecordedToo() {
        var board = new GroupName("board");
        var none = new AppPasswordTerms(Optional.empty(), Tying.OFF, Set.of(), Set.of(board));
        var strict = new Organisation(
                new MemoryStore(Fixtures.keyset()),
                Fixtures.keyset(),
                Limits.standard().with(none));
        var eleni = strict.enforced("eleni");
        strict.store.transact(books -> {
            var now = Accounts.in(books).find(eleni.id()).orElseThrow();
            return Accounts.in(books).replace(now.withProfile(new Profile("eleni", Locale.ENGLISH, Set.of(board))));
        });
        strict.verify("eleni", Organisation.PASSWORD, Protocol.IMAP);
        strict.notes.flush();

        List<Sender> found = strict.store.transact(books -> Senders.in(books).of(eleni.id()));
        assertThat(found).hasSize(1);
    }

    @Test
    void aPhoneThatWandersAboutItsNetworkIsOneApp() {
        var nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());
        olive.verifyFrom("192.0.2.1", "nikos", Organisation.PASSWORD);
        olive.notes.flush();
        olive.clock.forward(Duration.ofHours(2));
        olive.verifyFrom("192.0.2.200", "nikos", Organisation.PASSWORD);
        olive.notes.flush();

        assertThat(senders(nikos)).singleElement().satisfies(one -> {
            assertThat(one.seen().times()).isEqualTo(2);
            assertThat(one.seen().last()).isEqualTo(one.seen().first().plus(Duration.ofHours(2)));
        });
    }

    @Test
    void aWrongSecretAndAnAppPasswordAreNot() {
        var eleni = olive.enforced("eleni");
        var issued = olive.issue(eleni, Scope.mail());
        olive.verify("eleni", issued.secret().reveal(), Protocol.IMAP);
        olive.verify("eleni", issued.secret().reveal(), Protocol.LDAP);
        olive.verify("eleni", "a wrong guess", Protocol.IMAP);
        olive.notes.flush();

        assertThat(senders(eleni)).isEmpty();
    }

    private List<Sender> senders(Account account) {
        return olive.store.transact(books -> Senders.in(books).of(account.id()));
    }
}
