package org.sallyport.core.directory;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Profile;

/// What an import did to whom.
public record ImportEffect(List<One> people) {
    public ImportEffect {
        people = List.copyOf(people);
    }

    /// One person.
    ///
    /// @param revision of the account when the import was done
    /// @param before what was on record before; empty of whoever was added
    public record One(AccountId account, long revision, Optional<Profile> before) {}
}
