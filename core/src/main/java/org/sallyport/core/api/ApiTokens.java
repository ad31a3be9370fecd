package org.sallyport.core.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.store.Books;

/// The book of what opens the API.
public interface ApiTokens {
    static ApiTokens in(Books books) {
        return books.book(ApiTokens.class);
    }

    void add(ApiToken token);

    Optional<ApiToken> find(Digest digest);

    /// Everything that hangs on what somebody made, newest first. Nobody else adds to it until the transaction is over.
    List<ApiToken> of(AccountId maker);

    /// Remembers when it was used last; nothing where it is gone.
    void used(UUID id, Instant at);

    /// Removes it and what hangs on it.
    ///
    /// @return how many there were
    int remove(UUID id);

    /// Removes what had expired by then.
    void sweep(Instant before);
}
