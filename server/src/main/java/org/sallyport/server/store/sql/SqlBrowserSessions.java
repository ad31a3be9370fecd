package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    public void add(BrowserSession browser) {
        browser.account().ifPresent(session::lockAccount);
        session.update("""
                insert into browser_session (cookie_digest, account_id, created, last_used, ends, content, mac)
                values (:cookie_digest, :account_id, :created, :last_used, :ends, :content, :mac)
                """, cells(browser));
    }

    @Override
    public boolean change(Digest key, Function<BrowserSession, Optional<BrowserSession>> to) {
        // The account first and then its sessions, as whoever ends all of them does.
        session.row("select account_id from browser_session where cookie_digest = :cookie_digest", key(key))
                .flatMap(row -> row.textIfAny("account_id"))
                .flatMap(AccountId::parse)
                .ifPresent(session::lockAccount);
        var before = session.rowToChange(
                        Table.BROWSER_SESSION,
                        "select * from browser_session where cookie_digest = :cookie_digest",
                        key(key))
                .map(SqlBrowserSessions::browser);
        before.ifPresent(found -> replace(found, to.apply(found)));
        return before.isPresent();
    }

    private void replace(BrowserSession before, Optional<BrowserSession> after) {
        if (after.filter(next -> next.key().equals(before.key())).isEmpty()) {
            session.update("delete from browser_session where cookie_digest = :cookie_digest", key(before.key()));
            after.ifPresent(this::add);
        } else if (!after.get().equals(before)) {
            session.update("""
                    update browser_session
                    set account_id = :account_id, created = :created, last_used = :last_used, ends = :ends,
                        content = :content, mac = :mac
                    where cookie_digest = :cookie_digest
                    """, cells(after.get()));
        }
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
        session.lockAccount(account);
        return session.rows(Table.BROWSER_SESSION, """
                        select * from browser_session where account_id = :account
                        order by last_used desc, cookie_digest
                        """, Cells.of("account", account)).stream()
                .map(SqlBrowserSessions::browser)
                .toList();
    }

    @Override
    public int removeAllOf(AccountId account) {
        session.lockAccount(account);
        return session.update("delete from browser_session where account_id = :account", Cells.of("account", account));
    }

    @Override
    public void sweep(Instant now, Instant idleSince) {
        session.update(
                "delete from browser_session where ends <= :now or last_used < :idle",
                Cells.of("now", now).and("idle", idleSince));
    }

    private Cells cells(BrowserSession browser) {
        var row = key(browser.key())
                .and("account_id", browser.account())
                .and("created", browser.created())
                .and("last_used", browser.lastUsed())
                .and("ends", browser.ends())
                .and("content", browser.sealed());
        return session.guard().bind(Table.BROWSER_SESSION, row);
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
