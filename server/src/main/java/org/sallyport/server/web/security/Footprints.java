package org.sallyport.server.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Map;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.caller.Source;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.session.ClientAddress;
import org.sallyport.server.web.session.Visit;
import org.sallyport.server.web.session.Visits;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/// Remembers from where each signed-in browser comes, so that its owner sees a cookie that was taken along. A network
/// from which it had not come before stands in the audit log.
@Component
public final class Footprints implements HandlerInterceptor {
    private final Visits visits;
    private final ClientAddress addresses;
    private final Store store;
    private final InstantSource clock;

    Footprints(Visits visits, ClientAddress addresses, Store store, InstantSource clock) {
        this.visits = visits;
        this.addresses = addresses;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        leave(request);
        return true;
    }

    /// Where the browser is that sends this request.
    public Source whereIs(HttpServletRequest request) {
        return addresses.of(request);
    }

    /// Remembers it of the session that this request has, or has begun.
    public void leave(HttpServletRequest request) {
        var source = addresses.of(request);
        visits.cameFrom(request, source)
                .ifPresent(
                        before -> visits.of(request).map(Visit::account).ifPresent(who -> note(who, before, source)));
    }

    private void note(AccountId account, Source before, Source now) {
        var details = Map.of("from", before.toString(), "source", now.toString());
        store.transact(books -> {
            AuditLog.in(books)
                    .append(AuditEvent.of(
                            AuditKind.BROWSER_MOVED, account, new Actor.Person(account), clock.instant(), details));
            return true;
        });
    }
}
