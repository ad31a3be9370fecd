package org.sallyport.server.store.sql;

import java.util.List;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.AuthenticatorApp;
import org.sallyport.core.method.MethodId;
import org.sallyport.core.method.Methods;

final class SqlMethods implements Methods {
    private final Session session;

    SqlMethods(Session session) {
        this.session = session;
    }

    @Override
    public void add(AuthenticatorApp app) {
        var row = Cells.of("id", app.id())
                .and("account_id", app.account())
                .and("label", app.label())
                .and("sealed_key", app.sealedKey())
                .and("last_step", app.lastStep())
                .and("registered", app.registered());
        session.update("""
                insert into authenticator_app (id, account_id, place, label, sealed_key, last_step, registered, mac)
                values (:id, :account_id,
                        (select coalesce(max(place), 0) + 1 from authenticator_app where account_id = :account_id),
                        :label, :sealed_key, :last_step, :registered, :mac)
                """, session.guard().bind(Table.AUTHENTICATOR_APP, row));
    }

    @Override
    public List<AuthenticatorApp> heldBy(AccountId account) {
        return session
                .rows(
                        Table.AUTHENTICATOR_APP,
                        "select * from authenticator_app where account_id = :account order by place, id",
                        Cells.of("account", account))
                .stream()
                .map(SqlMethods::app)
                .toList();
    }

    @Override
    public boolean advance(MethodId id, long step) {
        int advanced = session.update(
                "update authenticator_app set last_step = :step where id = :id and last_step < :step",
                Cells.of("id", id).and("step", step));
        return advanced > 0;
    }

    @Override
    public boolean remove(AccountId account, MethodId id) {
        int removed = session.update(
                "delete from authenticator_app where id = :id and account_id = :account",
                Cells.of("id", id).and("account", account));
        return removed > 0;
    }

    private static AuthenticatorApp app(Cells row) {
        return new AuthenticatorApp(
                MethodId.parse(row.text("id")).orElseThrow(),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                row.text("label"),
                row.bytes("sealed_key"),
                row.number("last_step"),
                row.instant("registered"));
    }
}
