package org.sallyport.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.ProposalDesk;

class ProposalPagesTest {
    private final RunningWeb web = RunningWeb.start();
    private final Account nikos = web.organisation.add("nikos", Role.PERSON, Optional.empty());

    @BeforeEach
    void askForASecondAdmin() {
        web.secondAdmin(GraveAct.values());
    }

    @AfterEach
    void stop() {
        web.close();
    }

    @Test
    void whatOneProposesAnotherApproves() {
        var maria = web.inside("maria", Role.OWNER);
        var eva = web.inside("eva", Role.ADMIN);
        web.prove(maria);
        assertThat(proposeAuditor(maria).location()).isEqualTo("/admin/proposals?done=proposed");
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
        assertThat(maria.browser().get("/admin/proposals?done=proposed").page())
                .contains("It is proposed", "Give nikos the role “Auditor”");
        assertThat(maria.browser().get(path()).page())
                .contains("You proposed this", "One administrator can approve it", "Take it back")
                .doesNotContain("/approve");
        assertThat(maria.browser().post(path() + "/approve").status()).isEqualTo(403);

        assertThat(eva.browser().get(path()).page()).contains("Covers for Eleni", "Approve and do it");
        assertThat(eva.browser().post(path() + "/approve").location()).isEqualTo("/admin/proposals?done=done");
        assertThat(roleOf(nikos)).isEqualTo(Role.AUDITOR);
        assertThat(eva.browser().get("/admin/proposals?done=done").page()).contains("Nothing waits for approval");
    }

    @Test
    void T07_aStolenCookieApprovesNothing() {
        var maria = web.inside("maria", Role.OWNER);
        var eva = web.inside("eva", Role.ADMIN);
        web.prove(maria);
        proposeAuditor(maria);
        eva.browser().get(path());
        web.organisation.clock.forward(Duration.ofMinutes(6));

        assertThat(eva.browser().post(path() + "/approve").location()).isEqualTo("/second-factor?next=" + path());
        assertThat(roleOf(nikos)).isEqualTo(Role.PERSON);
    }

    @Test
    void decliningTakesAReason() {
        var maria = web.inside("maria", Role.OWNER);
        var eva = web.inside("eva", Role.ADMIN);
        web.prove(maria);
        proposeAuditor(maria);
        eva.browser().get(path());

        assertThat(eva.browser().post(path() + "/decline", "why", "").status()).isEqualTo(422);
        assertThat(eva.browser().post(path() + "/decline", "why", "He left").location())
                .isEqualTo("/admin/proposals?done=declined");
        assertThat(web.bean(ProposalDesk.class).waiting()).isEmpty();
    }

    @Test
    void whereNobodyElseCanApproveThePageNamesTheWayOut() {
        var maria = web.inside("maria", Role.OWNER);
        proposeAuditor(maria);

        assertThat(maria.browser().get(path()).page())
                .contains("Nobody else can approve this now", "sallyport proposal approve " + id());
        web.speak(maria.account(), "el");
        assertThat(maria.browser().get(path()).page())
                .contains("Κανείς άλλος δεν μπορεί να την εγκρίνει τώρα")
                .doesNotContain("??");
        assertThat(maria.browser().post(path() + "/withdraw").location()).isEqualTo("/admin/proposals?done=withdrawn");
    }

    @Test
    void policiesAndExemptionsAreShownWithWhatWouldBeDifferent() {
        var maria = web.inside("maria", Role.OWNER);
        var eva = web.inside("eva", Role.ADMIN);
        maria.browser().get("/admin/policies/edit");
        assertThat(maria.browser()
                        .get("/admin/policies/preview?group=&grace-days=14")
                        .page())
                .contains("Another administrator has to approve this");
        maria.browser().post("/admin/policies", "group", "", "grace-days", "14", "why", "MFA on Monday");

        assertThat(eva.browser().get(path()).page())
                .contains("Change the policy of everybody", "<strong>14</strong>", "MFA on Monday")
                .doesNotContain("??");
        eva.browser().post(path() + "/approve");
        assertThat(web.organisation.mfa.policies().configured().grace()).isZero();
        assertThat(web.organisation.mfa.policies().of(nikos).limits().grace()).isEqualTo(Duration.ofDays(14));

        var page = "/admin/people/" + nikos.id() + "/requirement";
        web.prove(maria);
        maria.browser().get(page + "?choice=exempt");
        maria.browser().post(page, "choice", "exempt", "was", "leave", "why", "A scanner");
        assertThat(eva.browser().get(path()).page())
                .contains("Take the second factor from nikos", "Signs in with the account password alone");
    }

    @Test
    void whoeverApprovesADeletionSeesWhatWillStop() {
        var maria = web.inside("maria", Role.OWNER);
        var eva = web.inside("eva", Role.ADMIN);
        var petros = web.organisation.enforced("petros");
        web.prove(maria);
        var page = "/admin/people/" + petros.id() + "/delete";
        assertThat(maria.browser().get(page).page())
                .contains("Another administrator has to approve this", "disable the account meanwhile");
        assertThat(maria.browser().post(page, "days", "7", "why", "Left in May").location())
                .isEqualTo("/admin/proposals?done=proposed");
        assertThat(isActive(petros)).isTrue();

        assertThat(eva.browser().get(path()).page())
                .contains("Delete the account of petros", "erased 7 days later", "One second factor is erased")
                .doesNotContain("??");
        web.speak(eva.account(), "el");
        assertThat(eva.browser().get(path()).page())
                .contains("Διαγραφή του λογαριασμού «petros»", "7 ημέρες αργότερα")
                .doesNotContain("??");
        assertThat(eva.browser().post(path() + "/approve").location()).isEqualTo("/admin/proposals?done=done");
        assertThat(isActive(petros)).isFalse();
        assertThat(maria.browser().get("/admin/people/" + petros.id()).page())
                .contains("This account will be deleted on");
    }

    @Test
    void whoeverApprovesThatADeviceIsDeletedSeesWhatItIs() {
        var maria = web.inside("maria", Role.OWNER);
        var eva = web.inside("eva", Role.ADMIN);
        var limits = DeviceLimits.sending(Set.of(new MailPattern("scanner@olive.example")));
        var scanner = web.organisation.device("scanner", nikos, limits);
        var device = "/admin/devices/" + scanner.id();
        assertThat(maria.browser().get(device + "/delete").page()).contains("pause the device meanwhile");
        assertThat(maria.browser()
                        .post(device + "/delete", "why", "Thrown away")
                        .location())
                .isEqualTo("/admin/proposals?done=proposed");

        assertThat(eva.browser().get(path()).page())
                .contains("Delete the device Scanner", "scanner@olive.example", "nikos")
                .doesNotContain("??");
        eva.browser().post(path() + "/approve");
        assertThat(maria.browser().get(device).status()).isEqualTo(404);
    }

    @Test
    void whatIsGoneMeanwhileIsShownAsThatAndClosed() {
        var maria = web.inside("maria", Role.OWNER);
        var eva = web.inside("eva", Role.ADMIN);
        web.prove(maria);
        var page = "/admin/people/" + nikos.id() + "/delete";
        maria.browser().get(page);
        maria.browser().post(page, "days", "7", "why", "Left in May");
        var proposal = path();
        web.organisation.accounts.disable(nikos.id(), new Actor.Operator());

        eva.browser().get(proposal);
        assertThat(eva.browser().post(proposal + "/approve").location()).isEqualTo("/admin/proposals?done=outdated");
        assertThat(maria.browser().get("/admin/people/" + nikos.id()).page())
                .doesNotContain("This account will be deleted on");
    }

    @Test
    void whatThereIsNotIsNotFound() {
        var maria = web.inside("maria", Role.OWNER);
        maria.browser().get("/admin/proposals");

        assertThat(maria.browser().get("/admin/proposals/none").status()).isEqualTo(404);
        assertThat(maria.browser()
                        .post("/admin/proposals/" + UUID.randomUUID() + "/approve")
                        .location())
                .isEqualTo("/admin/proposals?done=gone");
    }

    private Browser.Answer proposeAuditor(Guest by) {
        return by.browser().open("/admin/people/" + nikos.id() + "/role", "role", "auditor", "why", "Covers for Eleni");
    }

    private String id() {
        return web.bean(ProposalDesk.class).waiting().getFirst().proposal().id().toString();
    }

    private String path() {
        return "/admin/proposals/" + id();
    }

    private boolean isActive(Account account) {
        return web.organisation
                .store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow()
                .isActive();
    }

    private Role roleOf(Account account) {
        return web.organisation
                .store
                .transact(books -> Accounts.in(books).find(account.id()))
                .orElseThrow()
                .role();
    }
}
