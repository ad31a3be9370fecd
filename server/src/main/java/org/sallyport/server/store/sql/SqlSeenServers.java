package org.sallyport.server.store.sql;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.SeenServer;
import org.sallyport.core.asking.SeenServers;

final class SqlSeenServers implements SeenServers {
    private final Session session;

    SqlSeenServers(Session session) {
        this.session = session;
    }

    // In one order, so that two nodes that heard of the same never wait for each other in a circle.
    @Override
    public void seen(List<SeenServer> servers) {
        session.batch(
                """
                insert into seen_server (listener, name, address, first_seen, last_seen)
                values (:listener, :name, :address, :first, :last)
                on conflict (listener, name, address) do update
                set first_seen = case when excluded.first_seen < seen_server.first_seen
                                      then excluded.first_seen else seen_server.first_seen end,
                    last_seen = case when excluded.last_seen > seen_server.last_seen
                                     then excluded.last_seen else seen_server.last_seen end
                """,
                servers.stream()
                        .sorted(Comparator.comparing(SeenServer::server))
                        .map(seen -> named(seen.server())
                                .and("address", seen.server().address())
                                .and("first", seen.first())
                                .and("last", seen.last()))
                        .toList());
        servers.stream()
                .map(seen ->
                        new AskingServer(seen.server().listener(), seen.server().name(), ""))
                .distinct()
                .sorted()
                .forEach(this::makeRoom);
    }

    private void makeRoom(AskingServer alike) {
        session.update("""
                delete from seen_server where listener = :listener and name = :name and last_seen < (
                    select min(last_seen) from (
                        select last_seen from seen_server where listener = :listener and name = :name
                        order by last_seen desc limit :kept) as kept)
                """, named(alike).and("kept", MOST));
    }

    @Override
    public List<SeenServer> all() {
        return session.rows("select * from seen_server", Cells.none()).stream()
                .map(row -> new SeenServer(
                        new AskingServer(row.text("listener"), row.text("name"), row.text("address")),
                        row.instant("first_seen"),
                        row.instant("last_seen")))
                .sorted(Comparator.comparing(SeenServer::server))
                .toList();
    }

    @Override
    public void sweep(Instant before) {
        session.update("delete from seen_server where last_seen < :before", Cells.of("before", before));
    }

    private static Cells named(AskingServer server) {
        return Cells.of("listener", server.listener()).and("name", server.name());
    }
}
