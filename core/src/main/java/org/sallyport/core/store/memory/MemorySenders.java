package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;

final class MemorySenders implements Senders, Erasable {
    private final Rows<String, Sender> rows;

    MemorySenders(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void seen(List<Sender> senders) {
        for (var one : senders) {
            rows.put(
                    one.key(), rows.find(one.key()).map(known -> known.and(one)).orElse(one));
        }
        senders.stream()
                .map(Sender::account)
                .distinct()
                .forEach(account -> of(account).stream().skip(MOST).forEach(one -> rows.remove(one.key())));
    }

    @Override
    public List<Sender> of(AccountId account) {
        return rows.all().stream()
                .filter(sender -> sender.account().equals(account))
                .sorted(Sender.LATEST_FIRST)
                .toList();
    }

    @Override
    public boolean forget(Sender sender) {
        return rows.remove(sender.key());
    }

    @Override
    public void sweep(Instant before) {
        rows.removeIf(sender -> sender.seen().last().isBefore(before));
    }

    @Override
    public void erase(AccountId account) {
        rows.removeIf(sender -> sender.account().equals(account));
    }
}
