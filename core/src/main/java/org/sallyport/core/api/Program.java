package org.sallyport.core.api;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.Permission;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.session.Fresh;
import org.sallyport.core.staff.Duties;

/// Who asks through the API, as of this request.
///
/// @param maker who made the token, read anew
/// @param role of theirs that counts now
public record Program(ApiToken token, Account maker, Account.Role role) {
    /// What it may: what its token is for, as far as whoever made it may that now.
    public Set<Permission> duties() {
        return within(Duties.of(role));
    }

    /// What it may do about somebody.
    public Set<Permission> dutiesAbout(Account whom) {
        return within(Duties.about(role, whom.role()));
    }

    /// Whether the second factor that its token was made with is as good as one that was proved just now. It never is
    /// of a client, which proves nothing when it asks.
    public boolean isFresh(Instant now) {
        return token.kind() == ApiToken.Kind.PERSONAL && Fresh.is(token.made(), now);
    }

    public Actor actor() {
        return new Actor.Program(maker.id(), token.holder().root());
    }

    private Set<Permission> within(Set<Permission> duties) {
        var both = EnumSet.noneOf(Permission.class);
        both.addAll(token.allowance().scopes());
        both.retainAll(duties);
        return both;
    }
}
