package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Set;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.Network;
import org.sallyport.core.throttle.KnownSources;

final class SqlKnownSources implements KnownSources {
    private final Session session;

    SqlKnownSources(Session session) {
        this.session = session;
    }

    @Override
    public void seen(AccountId account, Set<Network> prefixes, Instant now) {
        session.batch(
                """
                insert into known_source (account_id, network, seen) values (:account, :network, :now)
                on conflict (account_id, network) do update set seen = excluded.seen
                """,
                prefixes.stream()
                        .map(Network::toString)
                        .sorted()
                        .map(network -> Cells.of("account", account)
                                .and("network", network)
                                .and("now", now))
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
