package org.sallyport.core.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.enrollment.RegisteredMethods;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.store.memory.MemoryStore;
import org.sallyport.core.upkeep.PasswordChange;

class OwnersMailTest {
    private static final String CONTACT = "eleni.home@pine.example";
    private static final String MAILBOX = "eleni.codes@pine.example";
    private static final EmailAddress ELSEWHERE = new EmailAddress("mallory@elsewhere.example");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private Account eleni;
    private MethodId mailbox;

    @BeforeEach
    void eleniHasAnAppAndAMailbox() {
        eleni = olive.add("eleni", Account.Role.PERSON, Optional.of(CONTACT));
        olive.requireMfa(eleni);
        olive.registerApp(eleni);
        mailbox = olive.telephones.registerMailbox(eleni, MAILBOX);
    }

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void N24_whatIsGraveGoesToEveryAddressAndTheRestToTheContact(Notice.Kind kind) {
        olive.store.transact(books -> {
            OwnersMail.tell(books, kind, eleni, Map.of(), olive.clock.instant());
            return true;
        });

        assertThat(told(kind))
                .containsExactlyInAnyOrderElementsOf(
                        kind.isForEveryAddress() ? List.of(CONTACT, MAILBOX) : List.of(CONTACT));
    }

    @Test
    void N24_aMailboxThatIsRemovedHearsOfItToo() {
        var removal = olive.methods.remove(eleni.id(), mailbox, olive.clock.instant());

        assertThat(removal).isEqualTo(RegisteredMethods.Removal.REMOVED);
        assertThat(told(Notice.Kind.METHOD_REMOVED)).containsExactlyInAnyOrder(CONTACT, MAILBOX);
    }

    @Test
    void N24_anotherContactIsToldToTheEarlierOneTheNewOneAndTheMailboxes() {
        olive.accounts.setContact(eleni.id(), ELSEWHERE, new Actor.Operator());

        assertThat(told(Notice.Kind.CONTACT_CHANGED)).containsExactlyInAnyOrder(CONTACT, ELSEWHERE.value(), MAILBOX);
    }

    @Test
    void N24_anotherPasswordIsToldToBoth() {
        try (var password = Secret.of("pines grow slowly there")) {
            assertThat(olive.passwords.set(eleni, password, new Actor.Operator()))
                    .isInstanceOf(PasswordChange.Changed.class);
        }

        assertThat(told(Notice.Kind.PASSWORD_CHANGED)).containsExactlyInAnyOrder(CONTACT, MAILBOX);
    }

    @Test
    void N24_whoeverHasNoContactHearsOfItAtTheMailbox() {
        var nikos = olive.add("nikos", Account.Role.PERSON, Optional.empty());
        olive.telephones.registerMailbox(nikos, MAILBOX);
        olive.store.transact(books -> {
            OwnersMail.tell(books, Notice.Kind.PASSWORD_CHANGED, nikos, Map.of(), olive.clock.instant());
            return true;
        });

        assertThat(told(Notice.Kind.PASSWORD_CHANGED)).containsExactly(MAILBOX);
    }

    @Test
    void N24_oneAddressGetsOneMail() {
        olive.telephones.registerMailbox(eleni, CONTACT);
        olive.store.transact(books -> {
            OwnersMail.tell(books, Notice.Kind.METHOD_ADDED, eleni, Map.of(), olive.clock.instant());
            return true;
        });

        assertThat(told(Notice.Kind.METHOD_ADDED)).containsExactlyInAnyOrder(CONTACT, MAILBOX);
    }

    @Test
    void whatIsGraveIsNeverToldToTheContactAlone() {
        assertThatThrownBy(() -> Notice.toOwner(Notice.Kind.METHOD_ADDED, eleni, Map.of(), olive.clock.instant()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> told(Notice.Kind kind) {
        return Mailbag.notices(olive.store, olive.clock.instant(), kind).stream()
                .map(notice -> notice.to().value())
                .toList();
    }
}
