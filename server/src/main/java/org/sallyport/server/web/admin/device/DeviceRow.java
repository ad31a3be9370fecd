package org.sallyport.server.web.admin.device;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.core.account.Account;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Accounts;
import org.sallyport.core.account.ReadableAccounts;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.device.Device;
import org.sallyport.core.device.DeviceCard;
import org.sallyport.core.device.MailPattern;
import org.sallyport.core.store.Books;

/// A device as its pages show it.
///
/// @param owner empty where nobody can be told any more
/// @param secret the app password it has; empty where nothing was handed over yet, or it has ended
public record DeviceRow(Device device, Account account, Optional<Account> owner, Optional<AppPassword> secret) {
    public static Optional<DeviceRow> of(Books books, Device device) {
        return ReadableAccounts.in(books).of(List.of(device.account())).stream()
                .findFirst()
                .map(account -> new DeviceRow(
                        device,
                        account,
                        owner(books, device.owner()),
                        AppPasswordBook.in(books).heldBy(account.id()).stream()
                                .filter(one -> !one.lifetime().isRevoked())
                                .findFirst()));
    }

    private static Optional<Account> owner(Books books, AccountId id) {
        return Accounts.in(books).find(id).filter(Account::isActive);
    }

    public String id() {
        return account.id().toString();
    }

    public String name() {
        return account.profile().displayName();
    }

    public String username() {
        return account.username().canonical();
    }

    public String ownerName() {
        return owner.map(one -> one.profile().displayName()).orElse("");
    }

    public boolean works() {
        return device.works() && account.isActive();
    }

    /// `works`, `paused-by-flood`, and so on; `waits` where no secret was handed over.
    public String state() {
        if (!account.isActive()) {
            return "disabled";
        }
        return device.works() && secret.isEmpty()
                ? "waits"
                : device.standing().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Optional<LastUse> lastUse() {
        return secret.flatMap(AppPassword::lastUse);
    }

    /// The card that is open now.
    public Optional<DeviceCard> card(Instant now) {
        return device.card().filter(one -> one.isOpen(now));
    }

    public List<String> senders() {
        return device.limits().senders().stream()
                .sorted()
                .map(MailPattern::value)
                .toList();
    }

    public List<String> recipients() {
        return device.limits().recipients().stream()
                .sorted()
                .map(MailPattern::value)
                .toList();
    }

    public List<String> networks() {
        return device.limits().networks().stream()
                .map(Network::toString)
                .sorted()
                .toList();
    }

    public List<Protocol> protocols() {
        return device.limits().protocols().stream().sorted().toList();
    }
}
