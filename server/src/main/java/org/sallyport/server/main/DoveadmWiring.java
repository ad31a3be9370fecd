package org.sallyport.server.main;

import java.time.InstantSource;
import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.core.store.Store;
import org.sallyport.server.config.Settings;
import org.sallyport.server.doveadm.DoveadmServer;
import org.sallyport.server.doveadm.DoveadmServers;

/// Connects revocations with the Dovecot servers that the configuration names.
final class DoveadmWiring {
    private DoveadmWiring() {}

    static OpenConnections connections(Settings.Verify settings, Store store, InstantSource clock) {
        if (settings.doveadm().isEmpty()) {
            return OpenConnections.NOWHERE;
        }
        var servers = settings.doveadm().stream()
                .map(server -> new DoveadmServer(server.name(), server.url(), server.apiKey(), kick(server.kick())))
                .toList();
        // Its thread is a daemon and keeps nothing that has to be written: it needs no stopping.
        return new DoveadmServers(servers, store, clock);
    }

    private static DoveadmServer.Kick kick(Settings.Kick kick) {
        return switch (kick) {
            case USER -> DoveadmServer.Kick.USER;
            case APP_PASSWORD -> DoveadmServer.Kick.APP_PASSWORD;
        };
    }
}
