package org.sallyport.core.store.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.fixture.Fixtures;
import org.sallyport.core.staff.GraveAct;
import org.sallyport.core.staff.Proposal;
import org.sallyport.core.staff.ProposalBook;
import org.sallyport.core.staff.Proposed;

public interface ProposalsContract extends StoreUnderTest {
    @Test
    default void proposalsAreFoundAsTheyWereMadeAndListedTheOldestFirst() {
        var maria = Fixtures.named("maria");
        change(books -> maria.enterInto(books));
        var role = proposal(
                maria.id(),
                new Proposed(GraveAct.ROLES, Optional.of(AccountId.fresh()), Map.of("role", "admin")),
                Fixtures.NOW.plusSeconds(9));
        var policy = proposal(
                maria.id(),
                new Proposed(GraveAct.POLICIES, Optional.empty(), Map.of("after.a", "", "before.a", "a b&c=d")),
                Fixtures.NOW);
        change(books -> {
            ProposalBook.in(books).add(role);
            ProposalBook.in(books).add(policy);
        });

        assertThat(found(books -> ProposalBook.in(books).find(role.id()))).contains(role);
        assertThat(listed(books -> ProposalBook.in(books).all())).containsExactly(policy, role);
    }

    @Test
    default void aProposalIsRemovedOnce() {
        var maria = Fixtures.named("maria");
        change(books -> maria.enterInto(books));
        var role = proposal(
                maria.id(),
                new Proposed(GraveAct.ROLES, Optional.of(maria.id()), Map.of("role", "owner")),
                Fixtures.NOW);
        change(books -> ProposalBook.in(books).add(role));

        assertThat(found(books -> Optional.of(ProposalBook.in(books).remove(role.id()))))
                .contains(true);
        assertThat(found(books -> Optional.of(ProposalBook.in(books).remove(role.id()))))
                .contains(false);
        assertThat(found(books -> ProposalBook.in(books).find(role.id()))).isEmpty();
    }

    @Test
    default void proposalsAreSweptOnceTheyHaveExpired() {
        var maria = Fixtures.named("maria");
        change(books -> maria.enterInto(books));
        var what = new Proposed(GraveAct.EXEMPTIONS, Optional.empty(), Map.of("required", "NO"));
        var old = proposal(maria.id(), what, Fixtures.NOW);
        var fresh = proposal(maria.id(), what, Fixtures.NOW.plusSeconds(1));
        change(books -> {
            ProposalBook.in(books).add(old);
            ProposalBook.in(books).add(fresh);
            ProposalBook.in(books).sweep(old.until());
        });

        assertThat(listed(books -> ProposalBook.in(books).all())).containsExactly(fresh);
    }

    private static Proposal proposal(AccountId by, Proposed what, Instant made) {
        return new Proposal(UUID.randomUUID(), by, what, "ticket 12", made, made.plus(Proposal.GOOD_FOR));
    }
}
