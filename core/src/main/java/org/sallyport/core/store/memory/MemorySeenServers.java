package org.sallyport.core.store.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.sallyport.core.asking.AskingServer;
import org.sallyport.core.asking.SeenServer;
import org.sallyport.core.asking.SeenServers;

final class MemorySeenServers implements SeenServers {
    private final Rows<AskingServer, SeenServer> rows;

    MemorySeenServers(Undo undo) {
        this.rows = new Rows<>(undo);
    }

    @Override
    public void seen(List<SeenServer> servers) {
        servers.forEach(seen ->
                rows.put(seen.server(), rows.find(seen.server()).map(seen::and).orElse(seen)));
        servers.stream().map(SeenServer::server).forEach(this::makeRoom);
    }

    private void makeRoom(AskingServer server) {
        rows.all().stream()
                .filter(seen -> seen.server().listener().equals(server.listener())
                        && seen.server().name().equals(server.name()))
                .sorted(Comparator.comparing(SeenServer::last).reversed())
                .skip(MOST)
                .toList()
                .forEach(seen -> rows.remove(seen.server()));
    }

    @Override
    public List<SeenServer> all() {
        return List.copyOf(rows.all());
    }

    @Override
    public void sweep(Instant before) {
        rows.removeIf(seen -> seen.last().isBefore(before));
    }
}
