package org.sallyport.server.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Account.Role;
import org.sallyport.core.account.Permission;
import org.sallyport.core.api.ApiToken;
import org.sallyport.core.api.TokenDesk;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.device.DeviceLimits;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.server.web.RunningWeb;

/// Maria's program proposes a role for Eleni; it takes Eva's to approve.
class ProposalApiTest {
    private static final String PROPOSALS = "/api/v1/proposals";
    private static final String BECAUSE = "{\"why\": \"Not this week\"}";

    private final RunningWeb web = RunningWeb.start();
    private final Account maria = web.organisation.add("maria", Role.OWNER, Optional.empty());
    private final Account eva = web.organisation.add("eva", Role.OWNER, Optional.empty());
    private final Account eleni = web.organisation.add("eleni", Role.PERSON, Optional.empty());
    private final String person = "/api/v1/people/" + eleni.id();
    private Caller hers = Caller.of(web, maria);
    private Caller evas = Caller.of(web, eva);

    @BeforeEach
    void twoAreNeeded() {
        web.secondAdmin(GraveAct.ROLES);
        hers = Caller.of(web, maria);
        evas = Caller.of(web, eva);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private String proposed() {
        var answer = hers.with("If-Match", "*").put(person + "/role", "{\"role\": \"help-desk\", \"why\": \"Covers\"}");
        assertThat(answer.status()).isEqualTo(202);
        return PROPOSALS + "/" + hers.get(PROPOSALS).at("/items/0/id");
    }

    private String role() {
        return hers.get(person).at("/role");
    }

    @Test
    void aProposalSaysWhatWouldBeDoneAndByWhomItIsApproved() {
        var proposal = hers.get(proposed());

        assertThat(proposal.at("/act/kind")).isEqualTo("roles");
        assertThat(proposal.at("/act/person")).isEqualTo(eleni.id().toString());
        assertThat(proposal.at("/act/values/role")).isEqualTo("help-desk");
        assertThat(proposal.at("/proposer")).isEqualTo("maria");
        assertThat(proposal.at("/approvers/0")).isEqualTo("eva");
        assertThat(proposal.at("/why")).isEqualTo("Covers");
    }

    @Test
    void anotherApprovesByATokenThatWasJustMade() {
        var proposal = proposed();

        assertThat(hers.post(proposal + "/approve", "").status()).isEqualTo(403);
        assertThat(role()).isEqualTo("person");
        assertThat(evas.post(proposal + "/approve", "").status()).isEqualTo(204);

        assertThat(role()).isEqualTo("help-desk");
        assertThat(evas.post(proposal + "/approve", "").status()).isEqualTo(404);
        var decided = web
                .organisation
                .store
                .transact(books -> AuditLog.in(books).since(0, 1000))
                .stream()
                .map(AuditLog.Entry::event)
                .filter(event -> event.kind() == AuditKind.PROPOSAL_DECIDED)
                .toList();
        assertThat(decided).singleElement().satisfies(event -> {
            assertThat(event.by()).isInstanceOf(Actor.Program.class);
            assertThat(event.by().behind()).contains(eva.id());
        });
    }

    @Test
    void aTokenOfYesterdayApprovesNothingButDeclines() {
        var proposal = proposed();
        web.organisation.clock.forward(Duration.ofMinutes(6));

        assertThat(evas.post(proposal + "/approve", "").at("/detail")).contains("five minutes");
        assertThat(role()).isEqualTo("person");
        assertThat(evas.post(proposal + "/decline", "{}").at("/errors/0/pointer"))
                .isEqualTo("#/why");
        assertThat(hers.post(proposal + "/decline", BECAUSE).status()).isEqualTo(403);
        assertThat(evas.post(proposal + "/decline", BECAUSE).status()).isEqualTo(204);

        assertThat(evas.get(PROPOSALS).json().at("/items")).isEmpty();
    }

    @Test
    void whoeverProposedTakesItBackAndNobodyElse() {
        var proposal = proposed();

        assertThat(evas.post(proposal + "/withdraw", "").status()).isEqualTo(403);
        assertThat(hers.post(proposal + "/withdraw", "").status()).isEqualTo(204);

        assertThat(hers.get(proposal).status()).isEqualTo(404);
    }

    @Test
    void aProgramsDeletionIsProposedAndDoneOnceItIsApproved() {
        web.secondAdmin(GraveAct.DELETIONS, GraveAct.DEVICES);
        var answer = hers.with("If-Match", "*").post(person + "/delete", "{\"days\": 0, \"why\": \"Left in May\"}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(hers.get(person).at("/user_name")).isEqualTo("eleni");
        assertThat(hers.get(person + "/deletion").status()).isEqualTo(404);
        var proposal = hers.get(PROPOSALS).at("/items/0/id");
        assertThat(hers.get(PROPOSALS + "/" + proposal).at("/act/kind")).isEqualTo("deletions");
        assertThat(hers.get(PROPOSALS + "/" + proposal).at("/act/values/days")).isEqualTo("0");

        assertThat(evas.post(PROPOSALS + "/" + proposal + "/approve", "").status())
                .isEqualTo(204);

        assertThat(hers.get(person).status()).isEqualTo(404);
    }

    @Test
    void aProgramsDeletionOfADeviceIsProposed() {
        web.secondAdmin(GraveAct.DEVICES);
        var limits = DeviceLimits.sending(Set.of(new MailPattern("scanner@olive.example")));
        var device = "/api/v1/devices/"
                + web.organisation.device("scanner", eleni, limits).id();

        assertThat(hers.post(device + "/delete", BECAUSE).status()).isEqualTo(202);
        assertThat(hers.get(device).status()).isEqualTo(200);
        var proposal = PROPOSALS + "/" + hers.get(PROPOSALS).at("/items/0/id");
        assertThat(evas.post(proposal + "/approve", "").status()).isEqualTo(204);
        assertThat(hers.get(device).status()).isEqualTo(404);
    }

    @Test
    void noClientIsForApproving() {
        assertThat(TokenDesk.scopes(Role.OWNER, ApiToken.Kind.CLIENT)).doesNotContain(Permission.APPROVE);
        var others = Set.of(Permission.PEOPLE_SEE);
        assertThat(Caller.of(web, eva, others).get(PROPOSALS).status()).isEqualTo(403);
    }
}
