package org.sallyport.core.apppassword;

import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.store.Books;

/// The book of first uses and of what they tied app passwords to.
public interface FirstUses {
    static FirstUses in(Books books) {
        return books.book(FirstUses.class);
    }

    /// Keeps the first use. One conditional write, so that of many at once, on whichever nodes, one is the first.
    ///
    /// @return false when it has happened already or is not awaited, or when the app password is not there, is another
    ///     account's, or is revoked
    boolean happened(AccountId account, AppPasswordId id, FirstUse.Happened use);

    /// Allows one more family and network, whatever else is allowed at the same moment.
    ///
    /// @return false when nothing has tied it, when there is no room, or when it is not there, is another account's, or
    ///     is revoked
    boolean allow(AccountId account, AppPasswordId id, Protocol.Family family, Network network);
}
