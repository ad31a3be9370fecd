package org.sallyport.core.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;

/// A copy of an audit log in the hands of somebody who can write to the database but has no key.
final class AlterableLog implements Store, AuditLog {
    final List<Entry> entries;

    @Nullable
    Head head;

    AlterableLog(List<Entry> entries, @Nullable Head head) {
        this.entries = new ArrayList<>(entries);
        this.head = head;
    }

    AlterableLog copy() {
        return new AlterableLog(entries, head);
    }

    @Override
    public <R> R transact(Function<Books, R> work) {
        return work.apply(new Books() {
            @Override
            public <B> B book(Class<B> kind) {
                return kind.cast(AlterableLog.this);
            }
        });
    }

    @Override
    public void append(AuditEvent event) {
        throw new UnsupportedOperationException("the log is a copy");
    }

    @Override
    public List<Entry> since(long number, int limit) {
        return entries.stream().filter(e -> e.number() > number).limit(limit).toList();
    }

    @Override
    public List<Entry> find(AuditQuery query, long before, int limit) {
        throw new UnsupportedOperationException("the log is a copy");
    }

    @Override
    public Optional<Head> head() {
        return Optional.ofNullable(head);
    }

    @Override
    public Optional<Anchor> anchor() {
        return Optional.empty();
    }

    @Override
    public int letGo(Instant before, int most) {
        throw new UnsupportedOperationException("the log is a copy");
    }
}
