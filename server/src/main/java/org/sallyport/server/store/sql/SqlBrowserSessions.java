package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.session.BrowserSession;
import org.sallyport.core.session.BrowserSessions;

final class SqlBrowserSessions implements BrowserSessions {
    private final Session session;

    SqlBrowserSessions(Session session) {
        this.session = session;
    }

    @Override
    public void put(BrowserSession browser) {
        var row = key(browser.key())
                .and("account_id", browser.account())
                .and("created", browser.created())
                .and("last_used", browser.lastUsed())
                .and("ends", browser.ends())
                .and("content", browser.sealed());
        session.update("""
                insert into browser_session (cookie_digest, account_id, created, last_used, ends, content, mac)
                values (:cookie_digest, :account_id, :created, :last_used, :ends, :content, :mac)
                on conflict (cookie_digest) do update
                set account_id = excluded.account_id, created = excluded.created, last_used = excluded.last_used,
                    ends = excluded.ends, content = excluded.content, mac = excluded.mac
                """, session.guard().bind(Table.BROWSER_SESSION, row));
    }

    @Override
    public Optional<BrowserSession> find(Digest key) {
        return session.row(
                        Table.BROWSER_SESSION,
                        "select * from browser_session where cookie_digest = :cookie_digest",
                        key(key))
                .map(SqlBrowserSessions::browser);
    }

    @Override
    public List<BrowserSession> of(AccountId account) {
        return session.rows(Table.BROWSER_SESSION, """
                        select * from browser_session where account_id = :account
                        order by last_used desc, cookie_digest
                        """, Cells.of("account", account)).stream()
                .map(SqlBrowserSessions::browser)
                .toList();
    }

    @Override
    public void remove(Digest key) {
        session.update("delete from browser_session where cookie_digest = :cookie_digest", key(key));
    }

    @Override
    public int removeAllOf(AccountId account) {
        return session.update("delete from browser_session where account_id = :account", Cells.of("account", account));
    }

    @Override
    public void sweep(Instant now, Instant idleSince) {
        session.update(
                "delete from browser_session where ends <= :now or last_used < :idle",
                Cells.of("now", now).and("idle", idleSince));
    }

    private static BrowserSession browser(Cells row) {
        return new BrowserSession(
                Digest.parse(row.text("cookie_digest")),
                row.textIfAny("account_id").flatMap(AccountId::parse),
                row.instant("created"),
                row.instant("last_used"),
                row.instant("ends"),
                row.bytes("content"));
    }

    private static Cells key(Digest key) {
        return Cells.of("cookie_digest", key.text());
    }
}
