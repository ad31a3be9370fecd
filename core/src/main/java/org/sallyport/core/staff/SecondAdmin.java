package org.sallyport.core.staff;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Owners;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.method.OwnersMail;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.store.Books;

/// Which acts of staff need a second one of them, and how such an act becomes a proposal.
///
/// @param acts as the configuration file says: nobody on the pages changes it
public record SecondAdmin(Set<GraveAct> acts) {
    /// How the audit log and notices call what could not be done any more.
    static final String OUTDATED = "outdated";

    /// No act does.
    public static final SecondAdmin NEVER = new SecondAdmin(Set.of());

    public SecondAdmin {
        acts = Set.copyOf(acts);
    }

    public boolean isNeeded(GraveAct act) {
        return acts.contains(act);
    }

    /// Proposes an act in place of doing it. Whoever may approve is told, and the same proposed twice is proposed once.
    ///
    /// @param by one of the staff, or a program of theirs: then it is proposed by them
    /// @param said by the proposer, with `why`
    public void propose(Books books, Actor by, Proposed what, Map<String, String> said, Instant now) {
        var proposer = by.behind().orElseThrow();
        var book = ProposalBook.in(books);
        book.sweep(now);
        boolean isOpen = book.all().stream()
                .anyMatch(
                        open -> open.proposer().equals(proposer) && open.what().equals(what));
        if (isOpen) {
            return;
        }
        var why = said.getOrDefault("why", "");
        var proposal = new Proposal(UUID.randomUUID(), proposer, what, why, now, now.plus(Proposal.GOOD_FOR));
        book.add(proposal);
        note(books, AuditKind.PROPOSAL_MADE, proposal, by, Map.of("why", why), now);
        approvers(books, proposal)
                .forEach(one -> OwnersMail.tell(books, Notice.Kind.PROPOSAL_WAITS, one, Map.of(), now));
    }

    /// Closes what is proposed of this kind about somebody, since it has been done: their proposers are told.
    public static void overtake(Books books, GraveAct act, AccountId whom, Actor by, Instant now) {
        var book = ProposalBook.in(books);
        book.all().stream()
                .filter(open -> open.what().act() == act
                        && open.what().whom().filter(whom::equals).isPresent())
                .filter(open -> !open.isExpired(now) && book.remove(open.id()))
                .forEach(open -> {
                    note(books, AuditKind.PROPOSAL_DECIDED, open, by, Map.of("outcome", OUTDATED), now);
                    tellProposer(books, open, OUTDATED, now);
                });
    }

    static void tellProposer(Books books, Proposal proposal, String outcome, Instant now) {
        Accounts.in(books)
                .find(proposal.proposer())
                .ifPresent(one ->
                        OwnersMail.tell(books, Notice.Kind.PROPOSAL_DECIDED, one, Map.of("outcome", outcome), now));
    }

    /// Who can approve a proposal as far as their roles say: whether they may do the act itself is for the act. Nobody
    /// behind whose account, or the proposer's, the same one of the staff [can be][WaysIn].
    static List<Account> approvers(Books books, Proposal proposal) {
        var staff = Accounts.in(books).staff();
        var ways = new WaysIn(books, proposal.made().minus(WaysIn.LATELY));
        return staff.stream()
                .filter(Account::isActive)
                .filter(one -> Duties.of(Owners.roleOf(one, staff)).contains(Permission.APPROVE))
                .filter(one -> !one.id().equals(proposal.proposer()))
                .filter(one -> proposal.what().whom().stream().noneMatch(one.id()::equals))
                .filter(one -> !ways.leadToOne(one.id(), proposal.proposer()))
                .toList();
    }

    static void note(Books books, AuditKind kind, Proposal proposal, Actor by, Map<String, String> said, Instant now) {
        var details = new HashMap<>(proposal.what().values());
        details.putAll(said);
        details.put("act", proposal.what().act().code());
        details.put("proposal", proposal.id().toString());
        AuditLog.in(books).append(new AuditEvent(now, kind, proposal.what().whom(), by, details));
    }
}
