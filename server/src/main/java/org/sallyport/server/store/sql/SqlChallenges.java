package org.sallyport.server.store.sql;

import java.util.Optional;
import java.util.UUID;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.method.Challenge;
import org.sallyport.core.method.Challenges;
import org.sallyport.core.secret.Digest;

final class SqlChallenges implements Challenges {
    private final Session session;

    SqlChallenges(Session session) {
        this.session = session;
    }

    @Override
    public void open(Challenge challenge) {
        var row = Cells.of("id", challenge.id())
                .and("account_id", challenge.account())
                .and("purpose", challenge.purpose())
                .and("binding", challenge.binding())
                .and("digest", challenge.digest().text())
                .and("expires", challenge.expires());
        session.update("""
                insert into challenge (id, account_id, purpose, binding, digest, expires, mac)
                values (:id, :account_id, :purpose, :binding, :digest, :expires, :mac)
                on conflict (account_id, purpose) do update
                set id = excluded.id, binding = excluded.binding, digest = excluded.digest,
                    expires = excluded.expires, mac = excluded.mac
                """, session.guard().bind(Table.CHALLENGE, row));
    }

    @Override
    public Optional<Challenge> find(AccountId account, Challenge.Purpose purpose) {
        return session.row(
                        Table.CHALLENGE,
                        "select * from challenge where account_id = :account and purpose = :purpose",
                        Cells.of("account", account).and("purpose", purpose))
                .map(row -> new Challenge(
                        UUID.fromString(row.text("id")),
                        account,
                        purpose,
                        row.text("binding"),
                        Digest.parse(row.text("digest")),
                        row.instant("expires")));
    }

    @Override
    public boolean close(Challenge challenge) {
        int closed = session.update(
                "delete from challenge where id = :id and account_id = :account and purpose = :purpose",
                Cells.of("id", challenge.id())
                        .and("account", challenge.account())
                        .and("purpose", challenge.purpose()));
        return closed > 0;
    }
}
