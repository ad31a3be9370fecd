package org.sallyport.core.staff;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.Reason;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// Where proposals are approved, declined and withdrawn. What is approved is judged anew and done in the same
/// transaction: for whoever proposed it, and for whoever approves it, who has to be somebody else, not the one it
/// concerns, and has to be allowed to do it alone. Thread-safe.
public final class ProposalDesk {
    private final Store store;
    private final Map<GraveAct, Doing> doings;
    private final InstantSource clock;

    /// @param doings one for each act
    public ProposalDesk(Store store, Map<GraveAct, Doing> doings, InstantSource clock) {
        this.store = store;
        this.doings = Map.copyOf(doings);
        this.clock = clock;
    }

    /// A proposal with those who could approve it now.
    public record Waiting(Proposal proposal, List<Account> approvers) {
        public Waiting {
            approvers = List.copyOf(approvers);
        }

        public boolean isFor(AccountId who) {
            return approvers.stream().anyMatch(one -> one.id().equals(who));
        }
    }

    /// All that wait, the oldest first.
    public List<Waiting> waiting() {
        Instant now = clock.instant();
        return store.transact(books -> ProposalBook.in(books).all().stream()
                .filter(proposal -> !proposal.isExpired(now))
                .map(proposal -> waiting(books, proposal))
                .toList());
    }

    public Optional<Waiting> find(UUID id) {
        return store.transact(books -> open(books, id).map(proposal -> waiting(books, proposal)));
    }

    /// Approves a proposal, and does what it says.
    public Approving approve(AccountId approver, UUID id) {
        return approve(new Actor.Person(approver), id);
    }

    /// The same by somebody, or by a program of theirs.
    public Approving approve(Actor by, UUID id) {
        var approver = by.behind().orElseThrow();
        return decide(by, id, waiting -> waiting.isFor(approver));
    }

    /// The same by an operator, who may whatever is proposed: the way out where nobody else could.
    public Approving approveAs(Actor operator, UUID id) {
        return decide(operator, id, _ -> true);
    }

    private Approving decide(Actor by, UUID id, Predicate<Waiting> may) {
        var decided = store.transact(books -> open(books, id)
                .map(proposal -> new Decided(
                        proposal,
                        may.test(waiting(books, proposal)) ? done(books, proposal, by) : Approving.NOT_ALLOWED)));
        decided.filter(one -> one.outcome() == Approving.DONE)
                .map(Decided::proposal)
                .ifPresent(done -> doing(done).follow(done.what(), by));
        return decided.map(Decided::outcome).orElse(Approving.GONE);
    }

    private record Decided(Proposal proposal, Approving outcome) {}

    private Approving done(Books books, Proposal proposal, Actor by) {
        if (!ProposalBook.in(books).remove(proposal.id())) {
            return Approving.GONE;
        }
        Instant now = clock.instant();
        var said = Map.of(
                "why", proposal.why(),
                "proposed-by", proposal.proposer().toString(),
                "proposal", proposal.id().toString());
        var doing = doing(proposal);
        boolean isDone = doing.may(books, proposal.proposer(), proposal.what())
                && doing.perform(books, proposal.what(), by, said);
        var outcome = isDone ? "approved" : SecondAdmin.OUTDATED;
        SecondAdmin.note(
                books,
                AuditKind.PROPOSAL_DECIDED,
                proposal,
                by,
                Map.of("outcome", outcome, "why", proposal.why()),
                now);
        SecondAdmin.tellProposer(books, proposal, outcome, now);
        return isDone ? Approving.DONE : Approving.OUTDATED;
    }

    /// Declines a proposal; its proposer reads why.
    public Approving decline(AccountId who, UUID id, Reason why) {
        return decline(new Actor.Person(who), id, why);
    }

    /// The same by somebody, or by a program of theirs.
    public Approving decline(Actor by, UUID id, Reason why) {
        var who = by.behind().orElseThrow();
        return close(id, proposal -> proposal.isFor(who), by, "declined", why.value());
    }

    /// Takes one's own proposal back.
    public Approving withdraw(AccountId who, UUID id) {
        return withdraw(new Actor.Person(who), id);
    }

    /// The same by somebody, or by a program of theirs.
    public Approving withdraw(Actor by, UUID id) {
        var who = by.behind().orElseThrow();
        return close(id, waiting -> waiting.proposal().proposer().equals(who), by, "withdrawn", "");
    }

    private Approving close(UUID id, Predicate<Waiting> may, Actor by, String outcome, String why) {
        Instant now = clock.instant();
        return store.transact(books -> {
            var found = open(books, id);
            if (found.isEmpty()) {
                return Approving.GONE;
            }
            var proposal = found.get();
            if (!may.test(waiting(books, proposal))) {
                return Approving.NOT_ALLOWED;
            }
            if (!ProposalBook.in(books).remove(id)) {
                return Approving.GONE;
            }
            var said = new HashMap<>(Map.of("outcome", outcome));
            if (!why.isEmpty()) {
                said.put("why", why);
                SecondAdmin.tellProposer(books, proposal, outcome, now);
            }
            SecondAdmin.note(books, AuditKind.PROPOSAL_DECIDED, proposal, by, said, now);
            return Approving.DONE;
        });
    }

    private Optional<Proposal> open(Books books, UUID id) {
        return ProposalBook.in(books).find(id).filter(proposal -> !proposal.isExpired(clock.instant()));
    }

    private Waiting waiting(Books books, Proposal proposal) {
        var doing = doing(proposal);
        return new Waiting(
                proposal,
                SecondAdmin.approvers(books, proposal).stream()
                        .filter(one -> doing.may(books, one.id(), proposal.what()))
                        .toList());
    }

    private Doing doing(Proposal proposal) {
        return Objects.requireNonNull(doings.get(proposal.what().act()), "no way to do it");
    }
}
