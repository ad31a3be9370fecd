package org.sallyport.core.api;

import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.store.Books;

/// Ends somebody's personal tokens where their account is taken back from whoever else had it: that one could have made
/// some. Clients stay, which belong to the organisation's programs and are looked through by hand.
public final class PersonalTokens {
    private PersonalTokens() {}

    /// A part of a transaction.
    ///
    /// @return how many there were
    public static int endAll(Books books, AccountId maker, Actor by, Instant now) {
        var personal = ApiTokens.in(books).of(maker).stream()
                .filter(token -> token.kind() == ApiToken.Kind.PERSONAL)
                .toList();
        personal.forEach(token -> {
            ApiTokens.in(books).remove(token.id());
            TokenDesk.note(books, AuditKind.API_TOKEN_REVOKED, token, by, now);
        });
        return personal.size();
    }
}
