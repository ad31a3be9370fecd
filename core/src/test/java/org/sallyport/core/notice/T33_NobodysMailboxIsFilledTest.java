package org.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.EmailAddress;
import org.sallyport.core.caller.Source;
import org.sallyport.core.enrollment.Progress;
import org.sallyport.core.enrollment.Step;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.fixture.ShownKey;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.method.TypedCode;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.store.memory.MemoryStore;

/// T33: somebody has codes and notices sent until a mailbox is of no more use.
class T33_NobodysMailboxIsFilledTest {
    private static final int REQUESTS = 10_000;
    private static final String VICTIM = "victim@pine.example";
    private static final Source OFFICE = Source.ofLiteral("203.0.113.7");

    private final Organisation olive =
            new Organisation(new MemoryStore(Fixtures.keyset()), Fixtures.keyset(), Limits.standard());

    private Account atTheContact(String name) {
        return atTheContact(name, VICTIM);
    }

    private Account atTheContact(String name, String contact) {
        var account = proved(olive.add(name, Account.Role.PERSON, Optional.of(contact)));
        assertThat(olive.enrollments.current(account.id()).orElseThrow().step()).isEqualTo(Step.VERIFY_CONTACT);
        return account;
    }

    private Account proved(Account account) {
        olive.requireMfa(account);
        olive.enrollments.begin(account.id());
        olive.enrollments.authenticatorApp().choose(account.id());
        var key = olive.enrollments
                .authenticatorApp()
                .showKey(account.id(), "Olive & Pine")
                .orElseThrow();
        olive.enrollments.authenticatorApp().prove(account.id(), new TypedCode(olive.codeFor(ShownKey.bytes(key))));
        return account;
    }

    /// Names the victim's address, written in yet another way.
    private Account naming(String name) {
        var account = proved(olive.add(name, Account.Role.PERSON, Optional.empty()));
        var address = new EmailAddress("Victim+" + name + "@pine.example");
        assertThat(olive.enrollments.giveContact(account.id(), address)).isInstanceOf(Progress.Moved.class);
        return account;
    }

    @Test
    void T33_tenThousandRequestsForCodesFromFiveHundredAccountsAreTenMailsADay() {
        var accounts = IntStream.range(0, 500).mapToObj(i -> naming("p" + i)).toList();
        var answers = new HashSet<Class<?>>();
        for (int i = 0; i < REQUESTS; i++) {
            var source = Source.ofLiteral("198.51.100." + i % 250);
            answers.add(olive.enrollments
                    .sendCode(accounts.get(i % accounts.size()).id(), source)
                    .getClass());
            // The whole of it takes twenty minutes, as long as an enrollment can be gone on with.
            olive.clock.forward(Duration.ofMillis(120));
        }

        assertThat(codes()).hasSizeLessThanOrEqualTo(10);
        assertThat(answers).containsExactlyInAnyOrder(Progress.Moved.class, Progress.TooMany.class);
    }

    @Test
    void T33_oneSourceDoesNotWriteToEverybody() {
        var accounts = IntStream.range(0, 300)
                .mapToObj(i -> atTheContact("p" + i, "p" + i + "@pine.example"))
                .toList();

        accounts.forEach(account -> olive.enrollments.sendCode(account.id(), OFFICE));

        assertThat(codes()).hasSize(100);
    }

    @Test
    void T33_theAnswerIsTheSameWhoeverHadTheCodesSent() {
        var first = atTheContact("first");
        var second = atTheContact("second");
        for (int i = 0; i < 3; i++) {
            olive.enrollments.sendCode(first.id(), OFFICE);
        }

        assertThat(olive.enrollments.sendCode(second.id(), OFFICE))
                .isEqualTo(olive.enrollments.sendCode(first.id(), OFFICE))
                .isInstanceOf(Progress.TooMany.class);
    }

    @Test
    void T33_whoIsRefusedForTheAddressLosesNoneOfTheirOwn() {
        var first = atTheContact("first");
        var second = atTheContact("second");
        for (int i = 0; i < 3; i++) {
            olive.enrollments.sendCode(first.id(), OFFICE);
        }
        for (int i = 0; i < 50; i++) {
            olive.enrollments.sendCode(second.id(), OFFICE);
        }
        olive.clock.forward(Duration.ofMinutes(10));

        for (int i = 0; i < 3; i++) {
            assertThat(olive.enrollments.sendCode(second.id(), OFFICE)).isInstanceOf(Progress.Moved.class);
        }
    }

    @Test
    void T33_tenThousandNoticesAreTenMailsADayAndNoneIsLost() {
        var eleni = olive.add("eleni", Account.Role.PERSON, Optional.of(VICTIM));
        var told = new HashSet<Notice>();
        int mails = 0;
        for (int i = 0; i < REQUESTS; i++) {
            var label = Map.of("label", "Laptop " + i);
            var notice = Notice.toOwner(Notice.Kind.APP_PASSWORD_MADE, eleni, label, olive.clock.instant());
            olive.store.transact(books -> {
                Notices.in(books).add(notice.orElseThrow());
                return true;
            });
            olive.clock.forward(Duration.ofMillis(8600));
            mails += i % 20 == 0 ? bring(told) : 0;
        }
        assertThat(mails).isLessThanOrEqualTo(10);

        olive.clock.forward(Duration.ofDays(1));
        assertThat(bring(told)).isOne();
        assertThat(told).hasSize(REQUESTS);
    }

    @Test
    void T33_aThiefWhoDoesEverythingForADayFillsNoMailbox() {
        var eleni = olive.add("eleni", Account.Role.PERSON, Optional.of(VICTIM));
        var kinds = Stream.of(Notice.Kind.values())
                .filter(kind -> !kind.goesAlone())
                .toList();
        var told = new HashSet<Notice>();
        int mails = 0;
        for (int i = 0; i < REQUESTS; i++) {
            var kind = kinds.get(i % kinds.size());
            var values = Map.of("number", "" + i);
            olive.store.transact(books -> {
                OwnersMail.tell(books, kind, eleni, values, olive.clock.instant());
                return true;
            });
            olive.clock.forward(Duration.ofMillis(8600));
            mails += i % 20 == 0 ? bring(told) : 0;
        }

        long grave = kinds.stream().filter(Notice.Kind::isGrave).count();
        assertThat(grave).isEqualTo(21);
        assertThat(mails).isBetween(10 + 1, 10 + 2 * (int) grave);
    }

    private int bring(Set<Notice> told) {
        var sent = Mailbag.envelopes(olive.store, olive.clock.instant());
        sent.forEach(envelope -> {
            told.addAll(envelope.notices());
            var _ = olive.store.transact(books -> {
                Notices.in(books).sent(envelope.id());
                return true;
            });
        });
        return sent.size();
    }

    private List<Notice> codes() {
        return Mailbag.notices(olive.store, olive.clock.instant(), Notice.Kind.CONTACT_CODE);
    }
}
