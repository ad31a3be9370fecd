package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.staff.Proposal;
import org.sallyport.core.staff.ProposalBook;

final class MemoryProposals implements ProposalBook, Erasable {
    private final Rows<UUID, Proposal> byId;

    MemoryProposals(Undo undo) {
        this.byId = new Rows<>(undo);
    }

    @Override
    public void add(Proposal proposal) {
        byId.put(proposal.id(), proposal);
    }

    @Override
    public Optional<Proposal> find(UUID id) {
        return byId.find(id);
    }

    @Override
    public List<Proposal> all() {
        return byId.all().stream()
                .sorted(Comparator.comparing(Proposal::made)
                        .thenComparing(proposal -> proposal.id().toString()))
                .toList();
    }

    @Override
    public boolean remove(UUID id) {
        return byId.remove(id);
    }

    @Override
    public void sweep(Instant now) {
        byId.removeIf(proposal -> proposal.isExpired(now));
    }

    @Override
    public void erase(AccountId account) {
        byId.removeIf(proposal -> proposal.proposer().equals(account)
                || proposal.what().whom().stream().anyMatch(account::equals));
    }
}
