package org.sallyport.core.store.memory;

import java.time.Duration;
import java.time.Instant;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.notice.Told;

final class MemoryTold implements Told, Erasable {
    private final Rows<String, Instant> rows;

    MemoryTold(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public boolean isDue(AccountId account, String subject, Instant now, Duration every) {
        var key = account + " " + subject;
        boolean due = rows.find(key).filter(at -> now.isBefore(at.plus(every))).isEmpty();
        if (due) {
            rows.put(key, now);
        }
        return due;
    }

    @Override
    public void sweep(Instant before) {
        rows.removeIf(at -> at.isBefore(before));
    }

    @Override
    public void erase(AccountId account) {
        rows.removeKeysIf(key -> key.startsWith(account + " "));
    }
}
