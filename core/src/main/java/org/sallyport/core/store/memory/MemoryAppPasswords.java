package org.sallyport.core.store.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.apppassword.AppPassword;
import org.sallyport.core.apppassword.AppPasswordBook;
import org.sallyport.core.apppassword.AppPasswordId;
import org.sallyport.core.apppassword.FirstUse;
import org.sallyport.core.apppassword.FirstUses;
import org.sallyport.core.apppassword.LastUse;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;

final class MemoryAppPasswords implements AppPasswordBook, FirstUses, Erasable {
    private final Rows<String, List<AppPassword>> byAccount;
    private final Rows<String, AccountId> holders;

    MemoryAppPasswords(Undo undo) {
        this.byAccount = new Rows<>(undo);
        this.holders = new Rows<>(undo);
    }

    @Override
    public void add(AppPassword appPassword) {
        byAccount.put(appPassword.account().toString(), Lists.with(all(appPassword.account()), appPassword));
        holders.put(appPassword.id().toString(), appPassword.account());
    }

    @Override
    public List<AppPassword> heldBy(AccountId account) {
        var revoked = all(account).stream()
                .filter(p -> p.lifetime().isRevoked())
                .sorted(Comparator.comparing(
                        (AppPassword p) -> p.lifetime().revoked().orElseThrow()))
                .toList();
        var tooOld = revoked.subList(0, Math.max(0, revoked.size() - REVOKED_HELD));
        return all(account).stream().filter(p -> !tooOld.contains(p)).toList();
    }

    private List<AppPassword> all(AccountId account) {
        return byAccount.find(account.toString()).orElse(List.of());
    }

    @Override
    public Optional<AppPassword> find(AccountId account, AppPasswordId id) {
        return all(account).stream().filter(p -> p.id().equals(id)).findFirst();
    }

    @Override
    public boolean change(AccountId account, AppPasswordId id, UnaryOperator<AppPassword> change) {
        return changeUnrevoked(account, id, p -> Optional.of(change.apply(p)));
    }

    @Override
    public void used(Map<AppPasswordId, LastUse> uses) {
        uses.forEach((id, use) -> holders.find(id.toString())
                .flatMap(account -> find(account, id))
                .filter(p -> p.lastUse()
                        .map(LastUse::at)
                        .filter(at -> !at.isBefore(use.at()))
                        .isEmpty())
                .ifPresent(p -> replace(p, p.with(p.uses().with(use)))));
    }

    @Override
    public boolean happened(AccountId account, AppPasswordId id, FirstUse.Happened use) {
        return changeUnrevoked(
                account, id, p -> Optional.of(p).filter(AppPassword::isAwaited).map(a -> a.with(use)));
    }

    @Override
    public boolean allow(AccountId account, AppPasswordId id, Protocol.Family family, Network network) {
        return changeUnrevoked(account, id, p -> p.allowing(family, network));
    }

    /// @param change empty where there is nothing to change
    private boolean changeUnrevoked(
            AccountId account, AppPasswordId id, Function<AppPassword, Optional<AppPassword>> change) {
        var found = find(account, id).filter(p -> !p.lifetime().isRevoked());
        var changed = found.flatMap(change);
        changed.ifPresent(p -> replace(found.orElseThrow(), p));
        return changed.isPresent();
    }

    private void replace(AppPassword old, AppPassword replacement) {
        byAccount.put(old.account().toString(), Lists.replaced(all(old.account()), old, replacement));
    }

    @Override
    public void erase(AccountId account) {
        holders.removeIf(account::equals);
        byAccount.remove(account.toString());
    }
}
