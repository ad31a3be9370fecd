package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.session.RememberedDevice;
import org.sallyport.core.session.RememberedDevices;

final class MemoryRememberedDevices implements RememberedDevices, Erasable {
    private final Rows<String, RememberedDevice> rows;

    MemoryRememberedDevices(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void add(RememberedDevice device) {
        rows.put(device.key().text(), device);
    }

    @Override
    public Optional<RememberedDevice> find(Digest key) {
        return rows.find(key.text());
    }

    @Override
    public List<RememberedDevice> of(AccountId account) {
        return rows.all().stream()
                .filter(device -> device.account().equals(account))
                .sorted(Comparator.comparing(RememberedDevice::lastUsed)
                        .reversed()
                        .thenComparing(device -> device.key().text()))
                .toList();
    }

    @Override
    public boolean remove(Digest key) {
        return rows.remove(key.text());
    }

    @Override
    public int removeAllOf(AccountId account) {
        return rows.removeIf(device -> device.account().equals(account));
    }

    @Override
    public void sweep(Instant now) {
        rows.removeIf(device -> !device.ends().isAfter(now));
    }

    @Override
    public void erase(AccountId account) {
        removeAllOf(account);
    }
}
