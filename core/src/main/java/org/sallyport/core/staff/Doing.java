package org.sallyport.core.staff;

import java.util.Map;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.store.Books;

/// How an act is done that was proposed. Whoever adds an act to [GraveAct] implements this, has its desk hand the act
/// to [SecondAdmin#propose] where a second admin is needed, and names it where [ProposalDesk] is made.
public interface Doing {
    /// Whether this one of the staff may do it by themselves, as they and what it is about stand now.
    boolean may(Books books, AccountId who, Proposed what);

    /// Does it, with its audit rows and notices. Who may is judged already.
    ///
    /// @param said what the audit rows say besides
    /// @return false where it cannot be done as it was proposed any more; then nothing was done
    boolean perform(Books books, Proposed what, Actor by, Map<String, String> said);

    /// Does what follows once the transaction that performed it is over: connected servers are told then. May be left
    /// out where the process ends in between.
    default void follow(Proposed what, Actor by) {}
}
