package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.session.RememberedDevice;
import org.sallyport.core.session.RememberedDevices;

final class SqlRememberedDevices implements RememberedDevices {
    private final Session session;

    SqlRememberedDevices(Session session) {
        this.session = session;
    }

    @Override
    public void add(RememberedDevice device) {
        session.lockAccount(device.account());
        var row = key(device.key())
                .and("id", device.id())
                .and("account_id", device.account())
                .and("remembered", device.remembered())
                .and("last_used", device.lastUsed())
                .and("ends", device.ends())
                .and("content", device.sealed());
        session.update("""
                insert into remembered_device (token_digest, id, account_id, remembered, last_used, ends, content, mac)
                values (:token_digest, :id, :account_id, :remembered, :last_used, :ends, :content, :mac)
                """, session.guard().bind(Table.REMEMBERED_DEVICE, row));
    }

    @Override
    public Optional<RememberedDevice> find(Digest key) {
        return session.row(
                        Table.REMEMBERED_DEVICE,
                        "select * from remembered_device where token_digest = :token_digest",
                        key(key))
                .map(SqlRememberedDevices::device);
    }

    @Override
    public List<RememberedDevice> of(AccountId account) {
        return session.rows(Table.REMEMBERED_DEVICE, """
                        select * from remembered_device where account_id = :account
                        order by last_used desc, token_digest
                        """, Cells.of("account", account)).stream()
                .map(SqlRememberedDevices::device)
                .toList();
    }

    @Override
    public boolean remove(Digest key) {
        // The account first and then its devices, as whoever forgets all of them does.
        session.row("select account_id from remembered_device where token_digest = :token_digest", key(key))
                .flatMap(row -> AccountId.parse(row.text("account_id")))
                .ifPresent(session::lockAccount);
        return session.update("delete from remembered_device where token_digest = :token_digest", key(key)) == 1;
    }

    @Override
    public int removeAllOf(AccountId account) {
        session.lockAccount(account);
        return session.update(
                "delete from remembered_device where account_id = :account", Cells.of("account", account));
    }

    @Override
    public void sweep(Instant now) {
        session.update("delete from remembered_device where ends <= :now", Cells.of("now", now));
    }

    private static RememberedDevice device(Cells row) {
        return new RememberedDevice(
                Digest.parse(row.text("token_digest")),
                UUID.fromString(row.text("id")),
                AccountId.parse(row.text("account_id")).orElseThrow(),
                row.instant("remembered"),
                row.instant("last_used"),
                row.instant("ends"),
                row.bytes("content"));
    }

    private static Cells key(Digest key) {
        return Cells.of("token_digest", key.text());
    }
}
