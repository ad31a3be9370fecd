package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditLog;

final class MemoryAuditLog implements AuditLog {
    private static final int ONLY = 0;

    private final Rows<Long, Entry> entries;
    private final Rows<Integer, Head> head;
    private final AuditChain chain;

    MemoryAuditLog(Undo undo, AuditChain chain) {
        this.entries = new Rows<>(undo);
        this.head = new Rows<>(undo);
        this.chain = chain;
        head.put(ONLY, chain.begin());
    }

    @Override
    public void append(AuditEvent event) {
        var entry = chain.next(head().orElseThrow(), event);
        entries.put(entry.number(), entry);
        head.put(ONLY, chain.endingWith(entry));
    }

    @Override
    public List<Entry> since(long number, int limit) {
        return entries.after(number, limit);
    }

    @Override
    public List<Entry> about(AccountId account, long before, int limit) {
        return entries.latestFirst().stream()
                .filter(e -> e.number() < before)
                .filter(e -> e.event().about().filter(account::equals).isPresent())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Head> head() {
        return head.find(ONLY);
    }
}
