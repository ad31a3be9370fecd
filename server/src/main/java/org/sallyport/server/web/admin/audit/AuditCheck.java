package org.sallyport.server.web.admin.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.sallyport.core.audit.Actor;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditKind;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.secret.Keyset;
import org.sallyport.core.store.Store;
import org.sallyport.core.store.Unavailable;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Walks the whole log behind the page, one walk at a time on this node. Thread-safe.
@Component
public final class AuditCheck {
    private final Store store;
    private final AuditChain chain;
    private final InstantSource clock;
    private final AtomicReference<Result> latest = new AtomicReference<>(new Result.None());

    AuditCheck(Store store, Keyset keyset, InstantSource clock) {
        this.store = store;
        this.chain = new AuditChain(keyset);
        this.clock = clock;
    }

    /// What came of the latest walk of this node since it started.
    public sealed interface Result {
        /// How messages name it.
        default String code() {
            return switch (this) {
                case None none -> "none";
                case UnderWay underWay -> "under-way";
                case Done done -> done.found() instanceof AuditChain.Verification.Whole ? "whole" : "broken";
                case Unable unable -> "unable";
            };
        }

        record None() implements Result {}

        record UnderWay(Instant since) implements Result {}

        record Done(AuditChain.Verification found, Instant at) implements Result {}

        /// The store could not be read to the end.
        record Unable(Instant at) implements Result {}
    }

    public Result latest() {
        return latest.get();
    }

    /// Begins a walk, where none is under way.
    public void begin(Actor by) {
        var before = latest.get();
        var begun = new Result.UnderWay(clock.instant());
        if (!(before instanceof Result.UnderWay) && latest.compareAndSet(before, begun)) {
            Thread.ofVirtual().name("audit-check").start(() -> walk(by));
        }
    }

    private void walk(Actor by) {
        Result result = new Result.Unable(clock.instant());
        try {
            var found = chain.verify(store);
            store.transact(books -> {
                AuditLog.in(books).append(verified(by, found));
                return true;
            });
            result = new Result.Done(found, clock.instant());
        } catch (Unavailable away) {
            LoggerFactory.getLogger(AuditCheck.class)
                    .atWarn()
                    .setMessage("audit.check-failed")
                    .setCause(away)
                    .log();
        } finally {
            latest.set(result);
        }
    }

    private AuditEvent verified(Actor by, AuditChain.Verification found) {
        var details = switch (found) {
            case AuditChain.Verification.Whole(long entries) -> Map.of("entries", Long.toString(entries));
            case AuditChain.Verification.BrokenAt broken -> Map.of("broken-at", Long.toString(broken.number()));
        };
        return new AuditEvent(clock.instant(), AuditKind.AUDIT_VERIFIED, Optional.empty(), by, details);
    }
}
