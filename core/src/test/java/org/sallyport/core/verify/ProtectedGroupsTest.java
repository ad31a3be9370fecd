package org.sallyport.core.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sallyport.core.verify.OnTerms.A_QUARTER;
import static org.sallyport.core.verify.OnTerms.ELENI;
import static org.sallyport.core.verify.OnTerms.NEVER_USED;
import static org.sallyport.core.verify.OnTerms.asks;
import static org.sallyport.core.verify.OnTerms.in;
import static org.sallyport.core.verify.OnTerms.mail;
import static org.sallyport.core.verify.OnTerms.olive;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.GroupName;
import org.sallyport.core.apppassword.AppPasswordRequest;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Label;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.AppPasswordTerms;
import org.sallyport.core.policy.Tying;

/// Groups that the admin marks: likely targets, and people without app passwords.
class ProtectedGroupsTest {
    private static final GroupName BOARD = new GroupName("board");

    @Nested
    class OfALikelyTarget {
        private final Organisation olive =
                olive(new AppPasswordTerms(Optional.of(A_QUARTER), Tying.PROTOCOL, Set.of(BOARD), Set.of()));
        private final Account eleni = in(olive, olive.enforced(ELENI), BOARD);
        private final String letters = olive.issue(eleni, Scope.mail()).secret().reveal();

        @Test
        void T43_aNewOneOpensNothingForTenMinutes() {
            assertThat(asks(olive, letters)).isEqualTo(new Verdict.Rejected(Rejection.NOT_YET));
            olive.clock.forward(Duration.ofMinutes(10).minusMillis(1));
            assertThat(asks(olive, letters)).isEqualTo(new Verdict.Rejected(Rejection.NOT_YET));

            olive.clock.forward(Duration.ofMillis(1));

            assertThat(asks(olive, letters)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void T43_theOwnerHearsOfItTwice() {
            assertThat(mail(olive, Notice.Kind.APP_PASSWORD_OPENS_SOON))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.values()).containsEntry("minutes", "10"));
            assertThat(mail(olive, Notice.Kind.APP_PASSWORD_OPENS_NOW)).isEmpty();
            assertThat(mail(olive, Notice.Kind.APP_PASSWORD_MADE)).isEmpty();

            olive.clock.forward(Duration.ofMinutes(10));

            assertThat(mail(olive, Notice.Kind.APP_PASSWORD_OPENS_NOW)).hasSize(1);
        }

        @Test
        void theQuarterOfAnHourBeginsWhenItOpens() {
            olive.clock.forward(Duration.ofMinutes(10).plus(A_QUARTER).minusMillis(1));
            assertThat(asks(olive, letters)).isInstanceOf(Verdict.Accepted.class);

            var late = olive.issue(eleni, Scope.mail()).secret().reveal();
            olive.clock.forward(Duration.ofMinutes(10).plus(A_QUARTER));
            assertThat(asks(olive, late)).isEqualTo(NEVER_USED);
        }

        @Test
        void somebodyElsesOpensAtOnce() {
            var nikos = olive.enforced("nikos@olive.example");
            var his = olive.issue(nikos, Scope.mail()).secret().reveal();

            assertThat(olive.verify("nikos@olive.example", his, Protocol.IMAP)).isInstanceOf(Verdict.Accepted.class);
            assertThat(mail(olive, Notice.Kind.APP_PASSWORD_MADE)).hasSize(1);
        }
    }

    @Nested
    class OfAGroupWithoutAny {
        private final Organisation olive =
                olive(new AppPasswordTerms(Optional.of(A_QUARTER), Tying.PROTOCOL, Set.of(), Set.of(BOARD)));
        private final Account eleni = olive.enforced(ELENI);

        @Test
        void T43_nobodyGetsOne() {
            in(olive, eleni, BOARD);

            assertThat(olive.appPasswords.issue(new AppPasswordRequest(
                            eleni.id(), new Label("iPad"), Scope.mail(), Optional.empty(), olive.clock.instant())))
                    .isEqualTo(new Issuing.NotAllowed());
        }

        @Test
        void earlierOnesSleepAndWakeWithWhoeverLeavesTheGroup() {
            var letters = olive.issue(eleni, Scope.mail()).secret().reveal();
            assertThat(asks(olive, letters)).isInstanceOf(Verdict.Accepted.class);

            in(olive, eleni, BOARD);
            assertThat(asks(olive, letters)).isEqualTo(new Verdict.Rejected(Rejection.NO_APP_PASSWORDS));

            in(olive, eleni, new GroupName("staff"));
            assertThat(asks(olive, letters)).isInstanceOf(Verdict.Accepted.class);
        }

        @Test
        void anAppThatSendsTheAccountPasswordBringsNoMailThatOffersOne() {
            in(olive, eleni, BOARD);

            assertThat(olive.verify(ELENI, Organisation.PASSWORD, Protocol.IMAP))
                    .isEqualTo(new Verdict.Rejected(Rejection.NO_APP_PASSWORDS));

            olive.notes.flush();
            assertThat(mail(olive, Notice.Kind.ACCOUNT_PASSWORD_REFUSED)).isEmpty();
        }
    }
}
