package org.sallyport.core.store.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.Devices;
import org.sallyport.core.secret.Digest;

final class MemoryDevices implements Devices, Erasable {
    private final Rows<String, Device> rows;
    private final Accounts accounts;

    MemoryDevices(Undo undo, Accounts accounts) {
        this.rows = new Rows<>(undo);
        this.accounts = accounts;
    }

    @Override
    public void put(Device device) {
        rows.put(device.account().toString(), device);
    }

    @Override
    public Optional<Device> find(AccountId account) {
        return rows.find(account.toString());
    }

    @Override
    public Optional<Device> findToChange(AccountId account) {
        return find(account);
    }

    @Override
    public Optional<Device> withCard(Digest token) {
        return rows.all().stream()
                .filter(device -> device.card()
                        .filter(card -> card.token().matches(token))
                        .isPresent())
                .findFirst();
    }

    @Override
    public List<Device> ownedBy(AccountId owner) {
        return inOrder().filter(device -> device.owner().equals(owner)).toList();
    }

    @Override
    public List<Device> page(Optional<Username> after, int limit) {
        return inOrder()
                .filter(device -> after.filter(name -> name(device).compareTo(name.canonical()) <= 0)
                        .isEmpty())
                .limit(limit)
                .toList();
    }

    @Override
    public void erase(AccountId account) {
        rows.remove(account.toString());
    }

    private Stream<Device> inOrder() {
        return rows.all().stream().filter(device -> !device.isDeleted()).sorted(Comparator.comparing(this::name));
    }

    private String name(Device device) {
        return accounts.find(device.account())
                .map(Account::username)
                .map(Username::canonical)
                .orElse("");
    }
}
