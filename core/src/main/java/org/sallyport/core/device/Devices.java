package org.sallyport.core.device;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Username;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.store.Books;

/// The book of devices.
public interface Devices {
    static Devices in(Books books) {
        return books.book(Devices.class);
    }

    /// Keeps it, in the place of what was kept of the same account.
    void put(Device device);

    Optional<Device> find(AccountId account);

    /// The same, which nobody else changes until the transaction is over.
    Optional<Device> findToChange(AccountId account);

    /// The one whose card this token opens.
    Optional<Device> withCard(Digest token);

    /// Those of an owner that are not deleted, for lists: one that cannot be read is left aside.
    List<Device> ownedBy(AccountId owner);

    /// At most `limit` that are not deleted, in the order of the names of their accounts, beginning behind `after`.
    /// For lists: one that cannot be read is left aside.
    List<Device> page(Optional<Username> after, int limit);
}
