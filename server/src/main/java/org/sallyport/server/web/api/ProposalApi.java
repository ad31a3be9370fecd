package org.sallyport.server.web.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Permission;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.api.Program;
import org.sallyport.core.staff.Approving;
import org.sallyport.core.staff.ProposalDesk;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.NotYourDuty;
import org.sallyport.server.web.frame.ProblemKind;
import org.sallyport.server.web.security.Needs;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What one of the staff wants done and another approves or declines. Nobody approves their own, by a program neither.
@RestController
@RequestMapping("/api/v1/proposals")
class ProposalApi {
    private final ProposalDesk desk;
    private final Store store;
    private final InstantSource clock;

    ProposalApi(ProposalDesk desk, Store store, InstantSource clock) {
        this.desk = desk;
        this.store = store;
        this.clock = clock;
    }

    /// @param proposer their user name; absent where they have gone
    /// @param until when it can be approved
    /// @param approvers the user names of those who can approve it
    public record ProposalView(
            String id,
            GraveActView act,
            Optional<String> proposer,
            String why,
            Instant made,
            Instant until,
            List<String> approvers) {}

    /// Exactly what is to be done.
    ///
    /// @param kind roles, exemptions, policies, sealing, deletions or devices
    /// @param person the id of whom it concerns; absent for a group or everybody
    /// @param values what it needs besides: role, group, and so on
    public record GraveActView(String kind, Optional<String> person, Map<String, String> values) {}

    @Answers(to = "Lists proposals that wait, the oldest first.")
    @Needs(Permission.APPROVE)
    @GetMapping
    ResponseEntity<ApiPage<ProposalView>> list() {
        return ResponseEntity.ok(
                ApiPage.whole(desk.waiting().stream().map(this::view).toList()));
    }

    @Answers(to = "Shows one proposal.")
    @Needs(Permission.APPROVE)
    @GetMapping("/{id}")
    ResponseEntity<ProposalView> read(@PathVariable String id) {
        return StateTag.show(view(require(id)));
    }

    /// As good as a second factor proved just now is a token that was made with one just now.
    @Answers(to = "Approves one proposal, by a token made within the last five minutes, and does it.", value = 204)
    @Needs(Permission.APPROVE)
    @PostMapping("/{id}/approve")
    ResponseEntity<Void> approve(@AuthenticationPrincipal Program program, @PathVariable String id) {
        var proposal = require(id).proposal().id();
        if (!program.isFresh(clock.instant())) {
            throw Refusal.of(
                    ProblemKind.NOT_ALLOWED,
                    "A token approves within five minutes of being made: with it a second factor was proved.");
        }
        return done(desk.approve(program.actor(), proposal));
    }

    @Answers(to = "Declines one proposal; its proposer reads why.", value = 204)
    @Needs(Permission.APPROVE)
    @PostMapping("/{id}/decline")
    ResponseEntity<Void> decline(
            @AuthenticationPrincipal Program program,
            @PathVariable String id,
            @RequestBody PersonActs.Because because) {
        var proposal = require(id).proposal().id();
        return done(desk.decline(program.actor(), proposal, PersonFinding.reason(because.why())));
    }

    @Answers(to = "Takes back what whoever made the token has proposed.", value = 204)
    @Needs(Permission.APPROVE)
    @PostMapping("/{id}/withdraw")
    ResponseEntity<Void> withdraw(@AuthenticationPrincipal Program program, @PathVariable String id) {
        return done(desk.withdraw(program.actor(), require(id).proposal().id()));
    }

    private static ResponseEntity<Void> done(Approving outcome) {
        return switch (outcome) {
            case DONE -> ResponseEntity.noContent().build();
            case NOT_ALLOWED -> throw new NotYourDuty();
            case GONE -> throw Refusal.noSuch("proposal");
            case OUTDATED ->
                throw Refusal.of(ProblemKind.CONFLICT, "It cannot be done as it was proposed any more, and is closed.");
        };
    }

    private ProposalDesk.Waiting require(String id) {
        return Ids.parse(id).flatMap((UUID known) -> desk.find(known)).orElseThrow(() -> Refusal.noSuch("proposal"));
    }

    private ProposalView view(ProposalDesk.Waiting waiting) {
        var proposal = waiting.proposal();
        var what = proposal.what();
        return new ProposalView(
                proposal.id().toString(),
                new GraveActView(what.act().code(), what.whom().map(AccountId::toString), new TreeMap<>(what.values())),
                nameOf(proposal.proposer()),
                proposal.why(),
                proposal.made(),
                proposal.until(),
                waiting.approvers().stream()
                        .map(Account::username)
                        .map(Object::toString)
                        .toList());
    }

    private Optional<String> nameOf(AccountId id) {
        List<Account> found = store.look(books -> ReadableAccounts.in(books).of(List.of(id)));
        return found.stream().map(Account::username).map(Object::toString).findFirst();
    }
}
