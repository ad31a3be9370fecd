package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.Proposal;
import org.sallyport.core.staff.ProposalBook;
import org.sallyport.core.staff.Proposed;

final class SqlProposals implements ProposalBook {
    private final Session session;

    SqlProposals(Session session) {
        this.session = session;
    }

    @Override
    public void add(Proposal proposal) {
        var row = Cells.of("id", proposal.id())
                .and("proposer", proposal.proposer())
                .and("act", proposal.what().act().code())
                .and("account_id", proposal.what().whom())
                .and("act_values", Pairs.write(proposal.what().values()))
                .and("why", proposal.why())
                .and("made", proposal.made())
                .and("good_until", proposal.until());
        session.update("""
                insert into proposal (id, proposer, act, account_id, act_values, why, made, good_until, mac)
                values (:id, :proposer, :act, :account_id, :act_values, :why, :made, :good_until, :mac)
                """, session.guard().bind(Table.PROPOSAL, row));
    }

    @Override
    public Optional<Proposal> find(UUID id) {
        return session.row(Table.PROPOSAL, "select * from proposal where id = :id", Cells.of("id", id))
                .map(SqlProposals::proposal);
    }

    @Override
    public List<Proposal> all() {
        return session.rows(Table.PROPOSAL, "select * from proposal order by made, id", Cells.none()).stream()
                .map(SqlProposals::proposal)
                .toList();
    }

    @Override
    public boolean remove(UUID id) {
        return session.update("delete from proposal where id = :id", Cells.of("id", id)) > 0;
    }

    @Override
    public void sweep(Instant now) {
        session.update("delete from proposal where good_until <= :now", Cells.of("now", now));
    }

    private static Proposal proposal(Cells row) {
        var what = new Proposed(
                GraveAct.find(row.text("act")).orElseThrow(),
                row.textIfAny("account_id").flatMap(AccountId::parse),
                Pairs.read(row.text("act_values")));
        return new Proposal(
                UUID.fromString(row.text("id")),
                AccountId.parse(row.text("proposer")).orElseThrow(),
                what,
                row.text("why"),
                row.instant("made"),
                row.instant("good_until"));
    }
}
