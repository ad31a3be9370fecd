package org.sallyport.core.store.memory;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.Method;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;
import org.sallyport.core.method.Passkey;
import org.sallyport.core.method.Passkeys;

final class MemoryMethods implements Methods, Passkeys, Erasable {
    private final Rows<String, List<Method>> byAccount;
    private final Rows<String, AccountId> holders;
    private final Rows<String, Passkey> byCredential;

    MemoryMethods(Undo undo) {
        this.byAccount = new Rows<>(undo);
        this.holders = new Rows<>(undo);
        this.byCredential = new Rows<>(undo);
    }

    @Override
    public void add(Method method) {
        if (method instanceof Passkey passkey) {
            if (find(passkey.credential().id()).isPresent()) {
                throw new IllegalArgumentException("this credential is registered already");
            }
            byCredential.put(passkey.credential().id(), passkey);
        }
        byAccount.put(method.account().toString(), Lists.with(heldBy(method.account()), method));
        holders.put(method.id().toString(), method.account());
    }

    @Override
    public List<Method> heldBy(AccountId account) {
        return byAccount.find(account.toString()).orElse(List.of());
    }

    @Override
    public boolean advance(MethodId id, long step) {
        var app = holders.find(id.toString())
                .flatMap(account -> find(account, id))
                .filter(method -> method instanceof AuthenticatorApp known && known.lastStep() < step);
        app.ifPresent(method -> replace(method, ((AuthenticatorApp) method).at(step)));
        return app.isPresent();
    }

    @Override
    public boolean rename(AccountId account, MethodId id, String label) {
        var method = find(account, id);
        method.ifPresent(m -> replace(m, m.named(label)));
        return method.isPresent();
    }

    @Override
    public boolean prefer(AccountId account, MethodId id) {
        var method = find(account, id);
        method.ifPresent(m -> byAccount.put(
                account.toString(),
                Stream.concat(Stream.of(m), Lists.without(heldBy(account), m).stream())
                        .toList()));
        return method.isPresent();
    }

    @Override
    public boolean remove(AccountId account, MethodId id) {
        var method = find(account, id);
        method.ifPresent(m -> {
            byAccount.put(account.toString(), Lists.without(heldBy(account), m));
            holders.remove(id.toString());
            if (m instanceof Passkey passkey) {
                byCredential.remove(passkey.credential().id());
            }
        });
        return method.isPresent();
    }

    @Override
    public Optional<Passkey> find(String credentialId) {
        return byCredential.find(credentialId);
    }

    @Override
    public boolean used(Passkey read, Passkey.LastUse use) {
        var kept = find(read.credential().id())
                .filter(passkey -> passkey.id().equals(read.id()))
                .filter(passkey -> passkey.credential().equals(read.credential()));
        kept.ifPresent(passkey -> replace(passkey, passkey.after(use)));
        return kept.isPresent();
    }

    private void replace(Method old, Method changed) {
        byAccount.put(old.account().toString(), Lists.replaced(heldBy(old.account()), old, changed));
        if (changed instanceof Passkey passkey) {
            byCredential.put(passkey.credential().id(), passkey);
        }
    }

    private Optional<Method> find(AccountId account, MethodId id) {
        return heldBy(account).stream().filter(m -> m.id().equals(id)).findFirst();
    }

    @Override
    public void erase(AccountId account) {
        heldBy(account).forEach(method -> remove(account, method.id()));
        holders.removeIf(account::equals);
    }
}
