package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.apppassword.Issuing;
import org.sallyport.core.apppassword.Scope;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.staff.RoleDesk;
import org.sallyport.core.staff.SecondAdmin;

/// What staff see of what opens somebody's account, and end.
class PersonAccessPagesTest {
    private final RunningWeb web = RunningWeb.start();
    private final Guest maria = web.inside("maria", Role.OWNER);
    private final Guest eleni = web.inside("eleni", Role.PERSON);
    private final Issuing.Issued ipad = web.organisation.issue(eleni.account(), Scope.mail());
    private final String person = "/admin/people/" + eleni.id();

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void everythingThatOpensTheAccountIsShownAndNothingSecret() {
        assertThat(maria.browser().get(person + "/access").page())
                .contains("Kitchen iPad", "Authenticator app", "Signed in")
                .doesNotContain(ipad.secret().reveal());
    }

    @Test
    void oneAppPasswordIsRevokedAfterAQuestion() {
        var revoke = person + "/app-passwords/" + ipad.made().id() + "/revoke";
        assertThat(maria.browser().get(revoke).page()).contains("Kitchen iPad");

        assertThat(maria.browser().post(revoke).location()).isEqualTo(person + "/access?done=revoked");
        assertThat(web.organisation.appPasswords.of(eleni.id())).isEmpty();
        assertThat(maria.browser().post(revoke).status()).isEqualTo(404);
    }

    @Test
    void whoeverRevokesAllSeesWhatStopsAndSaysWhy() {
        var all = person + "/revoke-all";
        assertThat(maria.browser().get(all).page()).contains("There is one.", "Kitchen iPad");

        assertThat(maria.browser().post(all, "why", "?").status()).isEqualTo(422);
        assertThat(web.organisation.appPasswords.of(eleni.id())).hasSize(1);

        assertThat(maria.browser().post(all, "why", "Lost the bag").location()).isEqualTo(person + "?done=revoked-all");
        assertThat(web.organisation.appPasswords.of(eleni.id())).isEmpty();
        assertThat(maria.browser().get(person + "/history").page()).contains("Reason: Lost the bag");
    }

    @Test
    void T29_anAppPasswordOfSomebodyElseIsNotThere() {
        var revoke =
                "/admin/people/" + maria.id() + "/app-passwords/" + ipad.made().id() + "/revoke";
        maria.browser().get(person);

        assertThat(maria.browser().get(revoke).status()).isEqualTo(404);
        assertThat(maria.browser().post(revoke).status()).isEqualTo(404);
        assertThat(web.organisation.appPasswords.of(eleni.id())).hasSize(1);
    }

    @Test
    void oneBrowserIsSignedOutAndTheLogSaysByWhom() {
        var form = Pattern.compile("action=\"(" + person + "/browsers/[^\"]+)\"")
                .matcher(maria.browser().get(person + "/access").page());
        assertThat(form.find()).isTrue();

        assertThat(maria.browser().post(form.group(1)).location()).isEqualTo(person + "/access?done=signed-out");
        assertThat(eleni.browser().get("/account").location()).startsWith("/sign-in");
        var latest = web.organisation
                .store
                .transact(books -> AuditLog.in(books).about(eleni.id(), Long.MAX_VALUE, 1))
                .getFirst()
                .event();
        assertThat(latest.kind()).isEqualTo(AuditKind.BROWSERS_SIGNED_OUT);
        assertThat(latest.by()).isEqualTo(new Actor.Person(maria.id()));
    }

    @Test
    void aBrowserThatIsNotTheirsIsNotSignedOut() {
        maria.browser().get(person + "/access");

        assertThat(maria.browser()
                        .post(person + "/browsers/" + UUID.randomUUID() + "/sign-out")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoeverReadsOnlyIsOfferedNothingToEnd() {
        var auditor = web.inside("auditor", Role.AUDITOR).browser();

        assertThat(auditor.get(person + "/access").page())
                .contains("Kitchen iPad")
                .doesNotContain("/revoke", person + "/browsers", "/forget-devices");
    }

    @Test
    void whoeverDisablesSomebodySeesWhatStopsAndSaysWhy() {
        var disable = person + "/disable";
        assertThat(maria.browser().get(disable).page())
                .contains("One browser is signed out.", "One app password opens nothing any more:", "Kitchen iPad");

        assertThat(maria.browser().post(disable, "why", " ").status()).isEqualTo(422);
        assertThat(eleni.browser().get("/account").status()).isEqualTo(200);

        maria.browser().post(disable, "why", "Left on Friday");
        assertThat(eleni.browser().get("/account").location()).startsWith("/sign-in");
        assertThat(maria.browser().get(person + "/history").page()).contains("Reason: Left on Friday");
    }

    @Test
    void T07_aStolenCookieOfTheStaffDisablesNobodyAndRevokesNothing() {
        maria.browser().get(person);
        web.organisation.clock.forward(Duration.ofMinutes(6));

        for (var act : List.of("/disable", "/revoke-all")) {
            var asked = "/second-factor?next=" + person + act;
            assertThat(maria.browser().get(person + act).location()).isEqualTo(asked);
            assertThat(maria.browser().post(person + act, "why", "As a test").location())
                    .isEqualTo(asked);
        }
        assertThat(web.organisation.appPasswords.of(eleni.id())).hasSize(1);
        assertThat(eleni.browser().get("/account").status()).isEqualTo(200);
    }

    @Test
    void theHistorySaysWhoDidWhatAndWhy() {
        new RoleDesk(web.organisation.store, web.organisation.mfa, SecondAdmin.NEVER, web.organisation.clock)
                .grant(maria.id(), eleni.id(), Role.AUDITOR, new Reason("Audit <of> the year"));

        assertThat(maria.browser().get(person + "/history").page())
                .contains("The account was given another role.", "Reason: Audit &lt;of&gt; the year", "Themselves");
    }
}
