package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;

final class MemoryMethods implements Methods {
    private final Rows<String, List<AuthenticatorApp>> byAccount;
    private final Rows<String, AccountId> holders;

    MemoryMethods(Undo undo) {
        this.byAccount = new Rows<>(undo);
        this.holders = new Rows<>(undo);
    }

    @Override
    public void add(AuthenticatorApp app) {
        byAccount.put(app.account().toString(), Lists.with(heldBy(app.account()), app));
        holders.put(app.id().toString(), app.account());
    }

    @Override
    public List<AuthenticatorApp> heldBy(AccountId account) {
        return byAccount.find(account.toString()).orElse(List.of());
    }

    @Override
    public boolean advance(MethodId id, long step) {
        var app = holders.find(id.toString()).flatMap(account -> find(account, id));
        if (app.filter(a -> a.lastStep() < step).isEmpty()) {
            return false;
        }
        var old = app.get();
        var advanced =
                new AuthenticatorApp(old.id(), old.account(), old.label(), old.sealedKey(), step, old.registered());
        byAccount.put(old.account().toString(), Lists.replaced(heldBy(old.account()), old, advanced));
        return true;
    }

    @Override
    public boolean remove(AccountId account, MethodId id) {
        var app = find(account, id);
        app.ifPresent(a -> {
            byAccount.put(account.toString(), Lists.without(heldBy(account), a));
            holders.remove(id.toString());
        });
        return app.isPresent();
    }

    private Optional<AuthenticatorApp> find(AccountId account, MethodId id) {
        return heldBy(account).stream().filter(a -> a.id().equals(id)).findFirst();
    }
}
