package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.sallyport.core.account.AccountId;
import org.sallyport.core.caller.ClientName;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.observation.Sender;
import org.sallyport.core.observation.Senders;

final class SqlSenders implements Senders {
    private final Session session;

    SqlSenders(Session session) {
        this.session = session;
    }

    @Override
    public void seen(List<Sender> senders) {
        // Each once, in the order of their keys, so that two nodes that write at once wait for each other instead of
        // deadlocking.
        var merged = new TreeMap<String, Sender>();
        senders.forEach(one -> merged.merge(one.key(), one, Sender::and));
        session.batch("""
                insert into sender (account_id, protocol, network, asker, client, first_seen, last_seen, times)
                values (:account, :protocol, :network, :asker, :client, :first, :last, :times)
                on conflict (account_id, protocol, network, asker) do update
                set client = case when excluded.last_seen >= sender.last_seen
                                  then coalesce(excluded.client, sender.client)
                                  else coalesce(sender.client, excluded.client) end,
                    first_seen = case when excluded.first_seen < sender.first_seen
                                      then excluded.first_seen else sender.first_seen end,
                    last_seen = case when excluded.last_seen > sender.last_seen
                                     then excluded.last_seen else sender.last_seen end,
                    times = sender.times + excluded.times
                """, merged.values().stream().map(SqlSenders::cells).toList());
        // Every engine wants a limit before an offset.
        session.batch(
                """
                delete from sender where account_id = :account and (protocol, network, asker) in (
                    select protocol, network, asker from sender where account_id = :account
                    order by last_seen desc, protocol, network, asker limit 1000000 offset :most)
                """,
                merged.values().stream()
                        .map(Sender::account)
                        .distinct()
                        .map(account -> Cells.of("account", account).and("most", MOST))
                        .toList());
    }

    @Override
    public List<Sender> of(AccountId account) {
        return session.rows("select * from sender where account_id = :account", Cells.of("account", account)).stream()
                .flatMap(row -> sender(account, row).stream())
                .sorted(Sender.LATEST_FIRST)
                .toList();
    }

    @Override
    public boolean forget(Sender sender) {
        return session.update("""
                        delete from sender where account_id = :account and protocol = :protocol
                            and network = :network and asker = :asker
                        """, cells(sender)) > 0;
    }

    @Override
    public void sweep(Instant before) {
        session.update("delete from sender where last_seen < :before", Cells.of("before", before));
    }

    private static Cells cells(Sender sender) {
        return Cells.of("account", sender.account())
                .and("protocol", sender.protocol().code())
                .and("network", sender.network())
                .and("asker", sender.server())
                .and("client", sender.client())
                .and("first", sender.seen().first())
                .and("last", sender.seen().last())
                .and("times", sender.seen().times());
    }

    // No digest covers these rows, so anything may stand there; what cannot be read is nobody.
    private static Optional<Sender> sender(AccountId account, Cells row) {
        var seen = new Sender.Seen(row.instant("first_seen"), row.instant("last_seen"), row.number("times"));
        return Protocol.find(row.text("protocol"))
                .flatMap(protocol -> Network.parse(row.text("network"))
                        .map(network -> new Sender(
                                account,
                                protocol,
                                network,
                                row.text("asker"),
                                row.textIfAny("client").flatMap(ClientName::of),
                                seen)));
    }
}
