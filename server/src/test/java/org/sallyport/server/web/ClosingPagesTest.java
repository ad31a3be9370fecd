package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.fixture.Mailbag;
import org.sallyport.core.fixture.Organisation;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.policy.Limits;
import org.sallyport.core.verify.Rejection;
import org.sallyport.core.verify.Verdict;

class ClosingPagesTest {
    private static final String PATH = "/account/close";

    private static RunningWeb web;

    @BeforeAll
    static void start() {
        web = RunningWeb.withLimits(Limits.standard()
                .with(new Limits.Upkeep(Limits.PasswordChanged.KEEP, Duration.ZERO, Limits.CloseAccount.BY_PERSON)));
    }

    @AfterAll
    static void stop() {
        web.close();
    }

    @Test
    void whereThePolicyDoesNotLetPeopleThereIsNoSuchPage() {
        try (var other = RunningWeb.start()) {
            var anna = other.inside("anna", Account.Role.PERSON);

            assertThat(anna.browser().get("/account").page()).doesNotContain(PATH);
            assertThat(anna.browser().get(PATH).status()).isEqualTo(404);
            anna.browser().get("/account");
            assertThat(anna.browser()
                            .post(PATH, "present", Organisation.PASSWORD)
                            .status())
                    .isEqualTo(404);
            assertThat(isActive(other, anna)).isTrue();
        }
    }

    @Test
    void aClosedAccountSignsInNowhereAndItsOwnerIsTold() {
        var bella = web.inside("bella", Account.Role.PERSON);
        var ipad = web.organisation.issue(bella.account(), Scope.mail()).secret();
        assertThat(bella.browser().get("/account").page()).contains(PATH);

        var answer = bella.browser().open(PATH, "present", Organisation.PASSWORD);

        assertThat(answer.page()).contains("Your account is closed");
        assertThat(isActive(web, bella)).isFalse();
        assertThat(bella.browser().get("/account").location()).isEqualTo("/sign-in");
        assertThat(web.browser().signIn("bella").status()).isEqualTo(422);
        assertThat(web.organisation.verify("bella", ipad.reveal(), Protocol.IMAP))
                .isEqualTo(new Verdict.Rejected(Rejection.ACCOUNT_DISABLED));
        assertThat(Mailbag.notices(web.organisation.store, web.organisation.clock.instant()))
                .extracting(Notice::kind)
                .contains(Notice.Kind.ACCOUNT_CLOSED);
    }

    @Test
    void anAdminEnablesItAgainAndTheAppPasswordsStayRevoked() {
        var carla = web.inside("carla", Account.Role.PERSON);
        var ipad = web.organisation.issue(carla.account(), Scope.mail()).secret();
        carla.browser().open(PATH, "present", Organisation.PASSWORD);

        web.organisation.accounts.enable(carla.id(), new Actor.Operator());

        assertThat(web.browser().signIn("carla").location()).isEqualTo("/second-factor");
        assertThat(web.organisation.verify("carla", ipad.reveal(), Protocol.IMAP))
                .isEqualTo(new Verdict.Rejected(Rejection.REVOKED));
    }

    @Test
    void aWrongPasswordClosesNothing() {
        var dora = web.inside("dora", Account.Role.PERSON);

        assertThat(dora.browser().open(PATH, "present", "not the present one").page())
                .contains("This is not your present password.");
        assertThat(isActive(web, dora)).isTrue();
    }

    @Test
    void T07_aStolenCookieClosesNothingWithoutAFreshFactor() {
        var elsa = web.inside("elsa", Account.Role.PERSON);
        elsa.browser().get("/account");
        var thief = elsa.browser().thief();
        thief.get("/account");
        web.organisation.clock.forward(Duration.ofMinutes(5));

        assertThat(thief.get(PATH).location()).isEqualTo("/second-factor?next=" + PATH);
        assertThat(thief.post(PATH, "present", Organisation.PASSWORD).location())
                .isEqualTo("/second-factor?next=" + PATH);
        assertThat(isActive(web, elsa)).isTrue();
    }

    @Test
    void theLastOwnerStays() {
        try (var other = RunningWeb.withLimits(web.organisation.mfa.policies().configured())) {
            var maria = other.inside("maria", Account.Role.ADMIN);

            assertThat(maria.browser()
                            .open(PATH, "present", Organisation.PASSWORD)
                            .page())
                    .contains("Nobody else has the rights of an owner");
            assertThat(isActive(other, maria)).isTrue();
        }
    }

    private static boolean isActive(RunningWeb asked, Guest guest) {
        return asked.organisation.store.transact(
                books -> Accounts.in(books).find(guest.id()).orElseThrow().isActive());
    }
}
