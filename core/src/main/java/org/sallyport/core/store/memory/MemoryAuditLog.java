package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.audit.AuditChain;
import org.sallyport.core.audit.AuditErasure;
import org.sallyport.core.audit.AuditEvent;
import org.sallyport.core.audit.AuditLog;
import org.sallyport.core.audit.AuditQuery;
import org.sallyport.core.secret.Digest;

final class MemoryAuditLog implements AuditLog, AuditErasure {
    private static final int ONLY = 0;

    private final Rows<Long, Entry> entries;
    private final Rows<Integer, Head> head;
    private final Rows<Integer, Anchor> anchor;
    private final AuditChain chain;

    MemoryAuditLog(Undo undo, AuditChain chain) {
        this.entries = new Rows<>(undo);
        this.head = new Rows<>(undo);
        this.anchor = new Rows<>(undo);
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
    public List<Entry> find(AuditQuery query, long before, int limit) {
        return entries.latestFirst().stream()
                .filter(entry -> entry.number() < before && query.matches(entry.event()))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Head> head() {
        return head.find(ONLY);
    }

    @Override
    public Optional<Anchor> anchor() {
        return anchor.find(ONLY);
    }

    @Override
    public int letGo(Instant before, int most) {
        long end = head().orElseThrow().number();
        var old = since(0, most).stream()
                .takeWhile(entry -> entry.event().at().isBefore(before) && entry.number() < end)
                .toList();
        if (!old.isEmpty()) {
            anchor.put(ONLY, chain.anchorAt(old.getLast()));
            old.forEach(entry -> entries.remove(entry.number()));
        }
        return old.size();
    }

    @Override
    public int forget(AccountId about, int most) {
        var bare = entries.all().stream()
                .filter(entry -> entry.event().about().equals(Optional.of(about)))
                .flatMap(entry -> chain.withoutDetails(before(entry.number()), entry).stream())
                .limit(most)
                .toList();
        bare.forEach(entry -> entries.put(entry.number(), entry));
        return bare.size();
    }

    private Optional<Digest> before(long number) {
        return entries.find(number - 1).map(Entry::link).or(() -> anchor().map(Anchor::link));
    }
}
