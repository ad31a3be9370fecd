package org.sallyport.server.web.api;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.Devices;
import org.sallyport.core.store.Books;
import org.sallyport.core.store.Store;
import org.sallyport.server.web.admin.device.DeviceRow;
import org.springframework.stereotype.Component;

/// Finds the device that a request is about.
@Component
final class DeviceFinding {
    private final Store store;

    DeviceFinding(Store store) {
        this.store = store;
    }

    /// @throws Refusal when there is none, or it is deleted
    DeviceRow require(String id) {
        var account = AccountId.parse(id).orElseThrow(() -> Refusal.noSuch("device"));
        return store.look(books -> row(books, account)).orElseThrow(() -> Refusal.noSuch("device"));
    }

    /// As it stands in a transaction that changes it.
    static DeviceView view(Books books, AccountId account) {
        return row(books, account).map(DeviceView::of).orElseThrow(() -> Refusal.noSuch("device"));
    }

    /// At most so many, in the order of their user names.
    List<DeviceRow> page(Optional<Username> after, int limit) {
        return store.look(books -> Devices.in(books).page(after, limit).stream()
                .flatMap(device -> DeviceRow.of(books, device).stream())
                .toList());
    }

    private static Optional<DeviceRow> row(Books books, AccountId account) {
        return Devices.in(books)
                .find(account)
                .filter(one -> !one.isDeleted())
                .flatMap((Device one) -> DeviceRow.of(books, one));
    }
}
