package org.sallyport.server.web.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.caller.Protocol;
import org.sallyport.server.web.admin.device.DeviceRow;

/// A device, as programs see it.
///
/// @param owner the user name of whoever looks after it; absent where nobody does any more
/// @param state works, waits (for its first card to be opened), paused-by-staff, paused-by-owner, paused-by-flood or
///     disabled
/// @param since when its standing began
public record DeviceView(
        String id,
        String userName,
        String name,
        Optional<String> owner,
        String state,
        Instant since,
        LimitsView limits) {
    /// What it may do.
    ///
    /// @param senders the envelope senders it may name, addresses and domains; empty for any
    /// @param recipients to whom it may send; empty for anybody
    /// @param messagesPerHour within any hour
    /// @param recipientsPerHour of all these messages together
    /// @param networks from where; empty for anywhere
    public record LimitsView(
            List<String> senders,
            List<String> recipients,
            int messagesPerHour,
            int recipientsPerHour,
            List<String> protocols,
            List<String> networks,
            Optional<Instant> until) {}

    static DeviceView of(DeviceRow row) {
        var limits = row.device().limits();
        return new DeviceView(
                row.id(),
                row.username(),
                row.name(),
                row.owner().map(Account::username).map(Object::toString),
                row.state(),
                row.device().since(),
                new LimitsView(
                        row.senders(),
                        row.recipients(),
                        limits.cap().messages(),
                        limits.cap().recipients(),
                        row.protocols().stream().map(Protocol::code).toList(),
                        row.networks(),
                        limits.until()));
    }
}
