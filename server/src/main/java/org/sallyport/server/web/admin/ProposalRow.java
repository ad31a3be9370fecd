package org.sallyport.server.web.admin;

import java.time.Instant;
import java.util.List;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.staff.PolicyDesk;
import org.sallyport.core.staff.Proposal;
import org.sallyport.core.staff.ProposalDesk;
import org.sallyport.core.staff.Proposed;
import org.sallyport.core.store.Books;

/// A proposal as the pages show it.
///
/// @param about the display name of whom it concerns, or the group; empty for everybody
/// @param approvers the names of those who can approve it
public record ProposalRow(Proposal proposal, String about, String proposer, List<String> approvers) {
    static ProposalRow of(Books books, ProposalDesk.Waiting waiting) {
        var proposal = waiting.proposal();
        var what = proposal.what();
        return new ProposalRow(
                proposal,
                what.whom().map(id -> nameOf(books, id)).orElseGet(() -> what.value(PolicyDesk.GROUP)),
                nameOf(books, proposal.proposer()),
                waiting.approvers().stream().map(ProposalRow::name).toList());
    }

    public String id() {
        return proposal.id().toString();
    }

    public String why() {
        return proposal.why();
    }

    public Instant made() {
        return proposal.made();
    }

    public Instant until() {
        return proposal.until();
    }

    /// As the end of a message key.
    public String kind() {
        return switch (proposal.what().act()) {
            case ROLES -> "roles";
            case EXEMPTIONS -> "exemptions." + subject(proposal.what());
            case DELETIONS, DEVICES -> proposal.what().act().code();
            case POLICIES, SEALING -> "policy." + subject(proposal.what());
        };
    }

    /// The code of the role that is to be given; empty where none is.
    public String role() {
        return proposal.what().value("role");
    }

    private static String subject(Proposed what) {
        if (what.whom().isPresent()) {
            return "person";
        }
        return what.value(PolicyDesk.GROUP).isEmpty() ? "everybody" : "group";
    }

    private static String nameOf(Books books, AccountId id) {
        return ReadableAccounts.in(books).of(List.of(id)).stream()
                .map(ProposalRow::name)
                .findFirst()
                .orElse("");
    }

    private static String name(Account account) {
        return account.profile().displayName();
    }
}
