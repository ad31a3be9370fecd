package org.sallyport.core.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.account.Profile;
import org.sallyport.core.account.Username;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.apppassword.Revocations;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.policy.MfaState;
import org.sallyport.core.policy.Subject;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.Provisioned;
import org.sallyport.core.source.Provisioning;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.source.SourceState;
import org.sallyport.core.source.Sourced;
import org.sallyport.core.store.memory.MemoryStore;

class ProfileDeskTest {
    private static final Actor BY = new Actor.Operator();
    private static final Reason WHY = new Reason("married");
    private static final GroupName SALES = new GroupName("Sales");
    private static final GroupName PRESS = new GroupName("Press");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final ProfileDesk desk = new ProfileDesk(olive.store, olive.accounts, olive.mfa, olive.clock);
    private final Account eleni = olive.enforced("eleni");

    @Test
    void anotherProfileIsKeptWithItsReason() {
        var wanted = new Profile("Eleni Pappa", Locale.of("el"), Set.of(SALES));

        assertThat(desk.edit(eleni.id(), wanted, BY, WHY)).isEqualTo(new Editing.Edited());

        assertThat(find(eleni).profile()).isEqualTo(wanted);
        var event = olive.store
                .transact(books -> AuditLog.in(books).about(eleni.id(), 1))
                .getFirst()
                .event();
        assertThat(event.kind()).isEqualTo(AuditKind.PROFILE_CHANGED);
        assertThat(event.details())
                .containsEntry("fields", "display-name groups language")
                .containsEntry("why", "married");
    }

    @Test
    void theSameAgainIsNoChange() {
        assertThat(desk.edit(eleni.id(), eleni.profile(), BY, WHY)).isEqualTo(new Editing.Unchanged());
        assertThat(desk.edit(AccountId.fresh(), eleni.profile(), BY, WHY)).isEqualTo(new Editing.NoSuchAccount());
    }

    @Test
    void whoeverLeavesTheOnlyGroupThatRequiresMfaIsTold() {
        olive.mfa.leave(new Subject.Person(eleni.id()), BY);
        olive.mfa.decide(new Subject.Group(SALES), MfaState.Required.YES, BY);
        var name = eleni.profile().displayName();
        desk.edit(eleni.id(), new Profile(name, Locale.ENGLISH, Set.of(SALES)), BY, WHY);
        var before = told(Notice.Kind.MFA_EXEMPTED);

        desk.edit(eleni.id(), new Profile(name, Locale.ENGLISH, Set.of(PRESS)), BY, WHY);

        assertThat(told(Notice.Kind.MFA_EXEMPTED)).isEqualTo(before + 1);
    }

    @Test
    void anotherContactIsToldToBothAndHasToBeVerified() {
        var address = new EmailAddress("eleni@new.example");

        assertThat(desk.setContact(eleni.id(), address, BY, WHY)).isEqualTo(new Editing.Edited());

        assertThat(find(eleni).contact())
                .get()
                .matches(contact -> contact.address().equals(address));
        assertThat(find(eleni).contact().orElseThrow().verified()).isEmpty();
        assertThat(told(Notice.Kind.CONTACT_CHANGED)).isEqualTo(2);
        assertThat(desk.setContact(eleni.id(), address, BY, WHY)).isEqualTo(new Editing.Unchanged());
    }

    @Test
    void whatASourceSaysIsNotChangedHere() {
        var zoe = ofASource();
        var profile = zoe.profile();
        var other = new Profile("Zoe Hill", profile.language(), Set.of(SALES, PRESS));
        var left = new Profile(profile.displayName(), profile.language(), Set.of(PRESS));
        var more = new Profile(profile.displayName(), profile.language(), Set.of(SALES, PRESS));

        assertThat(desk.edit(zoe.id(), other, BY, WHY)).isEqualTo(new Editing.BelongsToSource(Set.of("display-name")));
        assertThat(desk.edit(zoe.id(), left, BY, WHY)).isEqualTo(new Editing.BelongsToSource(Set.of("groups")));
        assertThat(desk.setContact(zoe.id(), new EmailAddress("zoe@new.example"), BY, WHY))
                .isEqualTo(new Editing.BelongsToSource(Set.of("contact")));
        assertThat(find(zoe)).isEqualTo(zoe);
        assertThat(desk.edit(zoe.id(), more, BY, WHY)).isEqualTo(new Editing.Edited());
    }

    private Account ofASource() {
        var provisioning = new Provisioning(
                olive.store,
                olive.mfa,
                new Revocations(olive.appPasswords, OpenConnections.NOWHERE, olive.store, olive.clock),
                olive.generator,
                olive.clock,
                _ -> Merge.NEVER);
        var said = new Sourced(
                new SourceKey(new SourceName("ldap/acme"), "7"),
                new Username("zoe"),
                "Zoe",
                Optional.of(Locale.ENGLISH),
                List.of(new EmailAddress("zoe@acme.example")),
                Set.of(SALES),
                SourceState.PRESENT);
        var id = ((Provisioned.Created) provisioning.take(said, BY)).account();
        return olive.store.transact(books -> Accounts.in(books).find(id)).orElseThrow();
    }

    private Account find(Account account) {
        return olive.store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow();
    }

    private int told(Notice.Kind kind) {
        return Mailbag.notices(olive.store, olive.clock.instant(), kind).size();
    }
}
