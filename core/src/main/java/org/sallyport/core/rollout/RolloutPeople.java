package org.sallyport.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.store.Books;

/// Where to look for the people of a rollout who have not been switched over, and nothing that decides: whom it is
/// about is said by the requirement that decides for them. Disabled accounts, those for whom something closer decides,
/// and those of whom MFA is required otherwise are left out.
public interface RolloutPeople {
    static RolloutPeople in(Books books) {
        return books.book(RolloutPeople.class);
    }

    enum Who {
        EVERYBODY,
        /// Whose account password an app has sent lately: they would notice.
        SENDING,
        /// Whose account password nothing has sent lately.
        QUIET
    }

    /// Whom to look for.
    ///
    /// @param rollout maybe one that has not begun
    /// @param since what an app sent before does not count
    record Sought(Rollout rollout, Who who, Instant since) {}

    /// Somebody.
    ///
    /// @param apps how many have sent their account password lately
    record One(AccountId account, Username username, int apps) {}

    /// Apps of one kind.
    ///
    /// @param protocol its code
    /// @param server the connected server that asked; empty where it has no name
    /// @param client what they call themselves; empty where they never did
    /// @param people how many have one
    record App(String protocol, String server, String client, int people) {}

    /// At most `limit` in the order of their names, beginning behind `after` (empty for the first page).
    List<One> page(Sought sought, Optional<Username> after, int limit);

    int count(Sought sought);

    /// What sends the account passwords of those people, what most people have first, at most `limit`.
    List<App> apps(Sought sought, int limit);
}
