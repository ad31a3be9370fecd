package org.sallyport.server.main;

import org.sallyport.core.apppassword.OpenConnections;
import org.sallyport.server.config.Settings;
import org.sallyport.server.doveadm.DoveadmServer;
import org.sallyport.server.doveadm.DoveadmServers;

/// Connects revocations with the Dovecot servers that the configuration names.
final class DoveadmWiring {
    private DoveadmWiring() {}

    /// To be closed before the installation.
    static OpenConnections connect(Installation installation) {
        var named = installation.settings().verify().doveadm();
        if (named.isEmpty()) {
            return OpenConnections.NOWHERE;
        }
        var servers = named.stream()
                .map(server -> new DoveadmServer(server.name(), server.url(), server.apiKey(), kick(server.kick())))
                .toList();
        return new DoveadmServers(servers, installation.store(), installation.clock());
    }

    private static DoveadmServer.Kick kick(Settings.Kick kick) {
        return switch (kick) {
            case USER -> DoveadmServer.Kick.USER;
            case APP_PASSWORD -> DoveadmServer.Kick.APP_PASSWORD;
        };
    }
}
