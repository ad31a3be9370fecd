package org.sallyport.core.roster;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.method.Method;
import org.sallyport.core.policy.MfaState;

/// What somebody is looked up by in lists. It may be a moment old, and decides nothing.
///
/// @param text display name and user name, to be searched
/// @param kinds of the registered methods
/// @param unusedSince when that app password was last used, or issued where nothing used it, of all that could open
///     something now, which has waited the longest; empty where there is none
public record PeopleLine(
        AccountId account,
        Username username,
        Folded text,
        Account.Status status,
        MfaState state,
        Set<Method.Kind> kinds,
        Optional<Instant> unusedSince) {
    public PeopleLine {
        kinds = Set.copyOf(kinds);
    }
}
