package org.sallyport.core.store.memory;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.recovery.RecoveryCode;
import org.sallyport.core.recovery.RecoveryCodeBook;

final class MemoryRecoveryCodes implements RecoveryCodeBook, Erasable {
    private final Rows<String, RecoveryCode> rows;

    MemoryRecoveryCodes(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void replaceAll(AccountId account, List<RecoveryCode> codes) {
        rows.removeIf(code -> code.account().equals(account));
        codes.forEach(code -> rows.put(code.id().toString(), code));
    }

    @Override
    public List<RecoveryCode> heldBy(AccountId account) {
        return rows.all().stream()
                .filter(code -> code.account().equals(account))
                .toList();
    }

    @Override
    public boolean use(RecoveryCode code) {
        return rows.remove(code.id().toString());
    }

    @Override
    public void erase(AccountId account) {
        rows.removeIf(code -> code.account().equals(account));
    }
}
