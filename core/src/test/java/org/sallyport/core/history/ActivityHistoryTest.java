package org.sallyport.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

class ActivityHistoryTest {
    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());
    private final Account eleni = olive.enforced("eleni@olive.example");
    private final ActivityHistory activity = new ActivityHistory(olive.store, olive.clock);

    @Test
    void whatWasDoneIsListedLatestFirstWithWhoDidIt() {
        var made = olive.issue(eleni, Scope.mail()).made();
        olive.appPasswords.revoke(eleni.id(), made.id(), new Actor.Person(AccountId.fresh()));

        var events = activity.before(eleni.id(), Long.MAX_VALUE).events();

        assertThat(events)
                .extracting(PastEvent::kind)
                .startsWith(AuditKind.APP_PASSWORD_REVOKED, AuditKind.APP_PASSWORD_ISSUED);
        assertThat(events).extracting(PastEvent::by).startsWith(PastEvent.By.ADMIN, PastEvent.By.YOU);
        assertThat(events.getFirst().label()).contains("Kitchen iPad");
    }

    @Test
    void signInsOfAppsAreInTheExportOnly() {
        olive.verify("eleni@olive.example", "not the password", Protocol.IMAP);
        olive.notes.flush();

        assertThat(activity.before(eleni.id(), Long.MAX_VALUE).events())
                .extracting(PastEvent::kind)
                .doesNotContain(AuditKind.APP_SIGN_IN_REJECTED);
        assertThat(activity.all(eleni.id())).extracting(PastEvent::kind).contains(AuditKind.APP_SIGN_IN_REJECTED);
    }

    @Test
    void whatIsOlderThanThirtyDaysIsNotShown() {
        olive.clock.forward(Duration.ofDays(31));

        assertThat(activity.before(eleni.id(), Long.MAX_VALUE))
                .isEqualTo(new ActivityHistory.Page(List.of(), Optional.empty()));
        assertThat(activity.all(eleni.id())).isEmpty();
    }

    @Test
    void manyAreReadPageByPageAndNoneIsLeftOutOrTwice() {
        for (int i = 0; i < 1_200; i++) {
            olive.accounts.signOutEverywhere(eleni.id(), new Actor.Operator());
        }
        var numbers = new ArrayList<Long>();
        var place = Optional.of(Long.MAX_VALUE);
        while (place.isPresent()) {
            var page = activity.before(eleni.id(), place.get());
            page.events().forEach(event -> numbers.add(event.number()));
            place = page.earlier();
        }

        assertThat(numbers).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(1_200);
    }

    @Test
    void T29_nobodyReadsWhatHappenedToAnotherAccount() {
        var maria = olive.enforced("maria@olive.example");
        olive.issue(maria, Scope.mail());

        assertThat(activity.all(eleni.id())).extracting(PastEvent::kind).doesNotContain(AuditKind.APP_PASSWORD_ISSUED);
    }
}
