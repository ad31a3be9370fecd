package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.throttle.KnownSources;

final class SqlKnownSources implements KnownSources {
    private final Session session;

    SqlKnownSources(Session session) {
        this.session = session;
    }

    @Override
    public void seen(List<Sighting> sightings) {
        // Each place once, in the order of accounts and networks, so that two nodes that write at once wait for each
        // other instead of deadlocking.
        var latest = new TreeMap<String, Sighting>();
        for (var one : sightings) {
            latest.merge(
                    one.account() + " " + one.place(), one, BinaryOperator.maxBy(Comparator.comparing(Sighting::at)));
        }
        session.batch(
                """
                insert into known_source (account_id, network, seen) values (:account, :network, :seen)
                on conflict (account_id, network) do update set seen = excluded.seen
                where known_source.seen < excluded.seen
                """,
                latest.values().stream()
                        .map(one -> Cells.of("account", one.account())
                                .and("network", one.place())
                                .and("seen", one.at()))
                        .toList());
    }

    @Override
    public boolean knows(AccountId account, Network prefix, Instant since) {
        return session.row(
                        """
                        select 1 as known from known_source
                        where account_id = :account and network = :network and seen >= :since
                        """, Cells.of("account", account).and("network", prefix).and("since", since))
                .isPresent();
    }

    @Override
    public void sweep(Instant before) {
        session.update("delete from known_source where seen < :before", Cells.of("before", before));
    }
}
