package org.sallyport.server.store.sql;

import java.util.Optional;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.account.Credentials;
import org.sallyport.core.account.CredentialsBook;

final class SqlCredentials implements CredentialsBook {
    static final String ADD = """
            insert into credentials (account_id, salt, password_digest, password_changed, mac)
            values (:account_id, :salt, :password_digest, :password_changed, :mac)
            """;

    private final Session session;

    SqlCredentials(Session session) {
        this.session = session;
    }

    void add(Credentials credentials) {
        session.update(ADD, cells(credentials));
    }

    @Override
    public Optional<Credentials> find(AccountId account) {
        return session.row(
                        Table.CREDENTIALS,
                        "select * from credentials where account_id = :account",
                        Cells.of("account", account))
                .map(row -> new Credentials(
                        account, row.bytes("salt"), row.textIfAny("password_digest"), row.instant("password_changed")));
    }

    @Override
    public void replace(Credentials credentials) {
        int replaced = session.update("""
                update credentials
                set salt = :salt, password_digest = :password_digest, password_changed = :password_changed, mac = :mac
                where account_id = :account_id
                """, cells(credentials));
        if (replaced == 0) {
            throw new IllegalArgumentException("there is no account " + credentials.account());
        }
    }

    @Override
    public boolean renewDigest(AccountId account, String seen, String digest) {
        return find(account)
                .filter(kept -> kept.passwordDigest().filter(seen::equals).isPresent())
                .map(kept -> session.update(
                        """
                        update credentials
                        set salt = :salt, password_digest = :password_digest, password_changed = :password_changed,
                            mac = :mac
                        where account_id = :account_id and password_digest = :seen
                        """, cells(kept.withRenewedDigest(digest)).and("seen", seen)))
                .filter(written -> written > 0)
                .isPresent();
    }

    Cells cells(Credentials credentials) {
        return session.guard()
                .bind(
                        Table.CREDENTIALS,
                        Cells.of("account_id", credentials.account())
                                .and("salt", credentials.salt())
                                .and("password_digest", credentials.passwordDigest())
                                .and("password_changed", credentials.passwordChanged()));
    }
}
