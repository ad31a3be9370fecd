package org.sallyport.core.history;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.core.audit.AuditLog;

/// Gathers sign-ins, latest first, until there are so many; equal ones of a day become one. Not thread-safe.
final class Days {
    private final ZoneId zone;
    private final int most;
    private final Map<Key, PastSignIn> signIns = new LinkedHashMap<>();
    private long place;
    private int read;

    Days(ZoneId zone, int most, long before) {
        this.zone = zone;
        this.most = most;
        this.place = before;
    }

    private record Key(LocalDate day, Object likeness) {}

    /// Takes entries until it is full.
    void add(List<AuditLog.Entry> latestFirst) {
        for (var entry : latestFirst) {
            if (areFull()) {
                return;
            }
            place = entry.number();
            read++;
            PastSignIn.of(entry)
                    .ifPresent(past -> signIns.merge(
                            new Key(LocalDate.ofInstant(past.at(), zone), past.likeness()), past, PastSignIn::with));
        }
    }

    boolean areFull() {
        return signIns.size() >= most;
    }

    /// The number of the last entry that was taken; what is earlier is before it.
    long place() {
        return place;
    }

    /// How many entries were taken.
    int read() {
        return read;
    }

    List<PastSignIn> signIns() {
        return List.copyOf(signIns.values());
    }
}
