package org.sallyport.server.web.session;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Source;
import org.sallyport.core.session.BrowserSessions;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.springframework.stereotype.Component;

/// The browsers that somebody is signed in with: lists them and signs them out. Thread-safe.
@Component
public final class Browsers {
    private final SealedSessions sessions;
    private final Visits visits;
    private final Store store;
    private final InstantSource clock;

    Browsers(SealedSessions sessions, Visits visits, Store store, InstantSource clock) {
        this.sessions = sessions;
        this.visits = visits;
        this.store = store;
        this.clock = clock;
    }

    /// Those of the account, latest used first.
    ///
    /// @param request of the browser that asks
    public List<SignedInBrowser> of(AccountId account, HttpServletRequest request) {
        var here = visits.idOf(request);
        return store.transact(books -> sessions.of(books, account)).stream()
                .map(one -> browser(one, here))
                .toList();
    }

    /// Those of the account as these books have them, latest used first, whichever asks.
    public List<SignedInBrowser> of(Books books, AccountId account) {
        return sessions.of(books, account).stream()
                .map(one -> browser(one, Optional.empty()))
                .toList();
    }

    /// Signs one of them out.
    ///
    /// @return false when the account has no such browser
    public boolean signOut(AccountId account, String id, Actor by) {
        return end(account, by, one -> id.equals(one.content().get(Visits.ID))) > 0;
    }

    /// Signs all of them out but the one that asks, and says how many there were.
    public int signOutOthers(AccountId account, HttpServletRequest request) {
        var here = visits.idOf(request);
        return end(
                account,
                new Actor.Person(account),
                one -> here.isEmpty() || !here.get().equals(one.content().get(Visits.ID)));
    }

    private int end(AccountId account, Actor by, Predicate<SealedSessions.Remembered> which) {
        return store.transact(books -> {
            long ended = sessions.of(books, account).stream()
                    .filter(which)
                    .filter(one -> BrowserSessions.in(books).remove(one.kept().key()))
                    .count();
            if (ended > 0) {
                AuditLog.in(books)
                        .append(AuditEvent.of(
                                AuditKind.BROWSERS_SIGNED_OUT,
                                account,
                                by,
                                clock.instant(),
                                Map.of("count", Long.toString(ended))));
            }
            return Math.toIntExact(ended);
        });
    }

    private static SignedInBrowser browser(SealedSessions.Remembered one, Optional<String> here) {
        var content = one.content();
        var id = content.getOrDefault(Visits.ID, "");
        return new SignedInBrowser(
                id,
                ClientName.of(content.getOrDefault(Visits.BROWSER, "")),
                Source.ofLiteral(content.getOrDefault(Visits.SOURCE, "")),
                one.kept().created(),
                one.kept().lastUsed(),
                here.filter(id::equals).isPresent(),
                !content.containsKey(Visits.SECOND_FACTOR_AT) && !content.containsKey(Visits.SPARED));
    }
}
