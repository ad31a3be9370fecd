package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
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
                .and("expires", challenge.expires())
                .and("place", place(challenge));
        session.update("""
                insert into challenge (id, account_id, purpose, binding, digest, expires, place, mac)
                values (:id, :account_id, :purpose, :binding, :digest, :expires, :place, :mac)
                on conflict (account_id, purpose, place) do update
                set id = excluded.id, binding = excluded.binding, digest = excluded.digest,
                    expires = excluded.expires, mac = excluded.mac
                """, session.guard().bind(Table.CHALLENGE, row));
    }

    // Of two that take the same place at once, the later one has it.
    private int place(Challenge challenge) {
        var taken = new HashMap<Integer, Instant>();
        session.rows(
                        "select place, expires from challenge where account_id = :account and purpose = :purpose",
                        Cells.of("account", challenge.account()).and("purpose", challenge.purpose()))
                .forEach(row -> taken.put(Math.toIntExact(row.number("place")), row.instant("expires")));
        return IntStream.range(0, challenge.purpose().atOnce())
                .boxed()
                .min(Comparator.comparing(place -> taken.getOrDefault(place, Instant.MIN)))
                .orElseThrow();
    }

    @Override
    public List<Challenge> of(AccountId account, Challenge.Purpose purpose) {
        return session
                .rows(
                        Table.CHALLENGE,
                        "select * from challenge where account_id = :account and purpose = :purpose order by place",
                        Cells.of("account", account).and("purpose", purpose))
                .stream()
                .map(row -> new Challenge(
                        UUID.fromString(row.text("id")),
                        account,
                        purpose,
                        row.text("binding"),
                        Digest.parse(row.text("digest")),
                        row.instant("expires")))
                .toList();
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
