package org.sallyport.server.web.admin.device;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.Username;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.Devices;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.frame.NoSuchThing;
import org.sallyport.server.web.frame.NotYourDuty;
import org.springframework.stereotype.Component;

/// Finds the device that a page is about. Nothing of a device is done to a person.
@Component
public final class DeviceFinder {
    /// How many a list has on one page.
    static final int PAGE = 50;

    private final Store store;

    DeviceFinder(Store store) {
        this.store = store;
    }

    DeviceRow require(String id) {
        var account = AccountId.parse(id).orElseThrow(NoSuchThing::new);
        var row = store.look(books -> Devices.in(books)
                .find(account)
                .filter(one -> !one.isDeleted())
                .flatMap(one -> DeviceRow.of(books, one)));
        if (row.isEmpty() && isSomebody(account)) {
            throw new NotYourDuty();
        }
        return row.orElseThrow(NoSuchThing::new);
    }

    private boolean isSomebody(AccountId id) {
        return store.look(books -> Accounts.in(books).find(id))
                .filter(account -> !account.isDevice())
                .isPresent();
    }

    List<DeviceRow> page(Optional<Username> after) {
        return store.look(books -> rows(books, Devices.in(books).page(after, PAGE)));
    }

    /// Those of an owner.
    public List<DeviceRow> ownedBy(AccountId owner) {
        return store.look(books -> rows(books, Devices.in(books).ownedBy(owner)));
    }

    private static List<DeviceRow> rows(org.sallyport.core.store.Books books, List<Device> devices) {
        return devices.stream()
                .flatMap(device -> DeviceRow.of(books, device).stream())
                .toList();
    }
}
