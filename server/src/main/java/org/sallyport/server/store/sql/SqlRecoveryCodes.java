package org.sallyport.server.store.sql;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.recovery.RecoveryCode;
import org.sallyport.core.recovery.RecoveryCodeBook;

final class SqlRecoveryCodes implements RecoveryCodeBook {
    private final Session session;

    SqlRecoveryCodes(Session session) {
        this.session = session;
    }

    @Override
    public void replaceAll(AccountId account, List<RecoveryCode> codes) {
        session.update("delete from recovery_code where account_id = :account", Cells.of("account", account));
        session.batch("""
                insert into recovery_code (id, account_id, digest, made, mac)
                values (:id, :account_id, :digest, :made, :mac)
                """, codes.stream().map(this::cells).toList());
    }

    @Override
    public List<RecoveryCode> heldBy(AccountId account) {
        return session
                .rows(
                        Table.RECOVERY_CODE,
                        "select * from recovery_code where account_id = :account order by id",
                        Cells.of("account", account))
                .stream()
                .map(row -> new RecoveryCode(
                        MethodId.parse(row.text("id")).orElseThrow(), account, row.text("digest"), row.instant("made")))
                .toList();
    }

    @Override
    public boolean use(RecoveryCode code) {
        int used = session.update(
                "delete from recovery_code where id = :id and account_id = :account",
                Cells.of("id", code.id()).and("account", code.account()));
        return used > 0;
    }

    private Cells cells(RecoveryCode code) {
        return session.guard()
                .bind(
                        Table.RECOVERY_CODE,
                        Cells.of("id", code.id())
                                .and("account_id", code.account())
                                .and("digest", code.digest())
                                .and("made", code.made()));
    }
}
