package org.sallyport.core.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.sallyport.core.store.Books;

/// The book of accounts for whoever has to do with thousands at once: what [Accounts] and [Tombstones] do for one, a
/// page at a time. A page has at most [#PAGE].
public interface ManyAccounts {
    int PAGE = 500;

    static ManyAccounts in(Books books) {
        return books.book(ManyAccounts.class);
    }

    /// An account that is to be added, with its credentials.
    record Newcomer(Account account, Credentials credentials) {}

    /// Those of these names that there are, in no order.
    List<Account> named(Collection<Username> names);

    /// Those of these names that nobody is to have at `now`; see [Tombstones#cover].
    Set<Username> covered(Collection<Username> names, Instant now);

    /// Adds them.
    ///
    /// @return false when a name is taken; then the transaction must not be kept
    boolean add(List<Newcomer> newcomers);

    /// Replaces each as [Accounts#replace] does; none carries another name than before.
    ///
    /// @return false when one could not be; then the transaction must not be kept
    boolean replace(List<Account> accounts);
}
