package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.device.SentMail;

final class MemorySentMail implements SentMail, Erasable {
    private final Rows<String, Entry> rows;

    MemorySentMail(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public Optional<Entry> find(AccountId device, String instance, String outcome) {
        return rows.find(key(device, instance, outcome));
    }

    @Override
    public void put(Entry entry) {
        rows.put(key(entry.device(), entry.instance(), entry.outcome()), entry);
    }

    @Override
    public List<Count> count(AccountId device, Instant since) {
        var counts = new TreeMap<String, Count>();
        rows.all().stream()
                .filter(entry -> entry.device().equals(device) && entry.at().isAfter(since))
                .forEach(entry -> counts.merge(
                        entry.outcome(),
                        new Count(entry.outcome(), 1, entry.recipients()),
                        (one, other) -> new Count(
                                one.outcome(),
                                one.messages() + other.messages(),
                                one.recipients() + other.recipients())));
        return List.copyOf(counts.values());
    }

    @Override
    public void sweep(Instant before) {
        rows.removeIf(entry -> !entry.at().isAfter(before));
    }

    @Override
    public void erase(AccountId account) {
        rows.removeIf(entry -> entry.device().equals(account));
    }

    private static String key(AccountId device, String instance, String outcome) {
        return device + " " + outcome + " " + instance;
    }
}
