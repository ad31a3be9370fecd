package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.sallyport.core.notice.Notice;
import org.sallyport.core.notice.Notices;

final class MemoryNotices implements Notices {
    private final Rows<String, Waiting> rows;

    MemoryNotices(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    /// @param due when its turn comes, or until when somebody claims it
    private record Waiting(Notice notice, Instant due) {}

    @Override
    public void add(Notice notice) {
        put(notice, notice.made());
    }

    @Override
    public List<Notice> claim(Instant now, Instant claimedUntil, int limit) {
        var claimed = rows.all().stream()
                .filter(waiting -> !waiting.due().isAfter(now))
                .map(Waiting::notice)
                .sorted(Comparator.comparing(Notice::made).thenComparing(n -> n.id().toString()))
                .limit(limit)
                .toList();
        claimed.forEach(notice -> put(notice, claimedUntil));
        return claimed;
    }

    @Override
    public void sent(UUID id) {
        rows.remove(id.toString());
    }

    @Override
    public void failed(UUID id, Instant next) {
        rows.find(id.toString()).ifPresent(waiting -> put(waiting.notice(), next));
    }

    private void put(Notice notice, Instant due) {
        rows.put(notice.id().toString(), new Waiting(notice, due));
    }
}
