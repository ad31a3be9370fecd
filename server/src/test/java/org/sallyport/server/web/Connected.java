package org.sallyport.server.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.core.account.Username;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;
import org.sallyport.core.secret.Secret;
import org.sallyport.server.config.Ldap;
import org.sallyport.server.config.ListenAddress;
import org.sallyport.server.config.Listeners;
import org.sallyport.server.config.Listening;
import org.sallyport.server.config.OutageSign;
import org.sallyport.server.config.ServerRole;
import org.sallyport.server.config.Settings;

/// What the configuration of Olive & Pine says of the servers that ask.
final class Connected {
    static final String TOKEN = "0123456789abcdef0123456789abcdef-dovecot-1";
    static final String PASSWORD = "the-password-of-the-wiki-0123";

    private Connected() {}

    /// HTTP verify, and nobody who may ask.
    static Listeners nobody() {
        return new Listeners(
                verify(at("127.0.0.1:8081"), List.of(), List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Every listener, with somebody to ask through each; one certificate, of HTTP verify.
    static Listeners everything(Path certificate) {
        var servers = List.of(
                new Settings.Server("dovecot-1", Secret.of(TOKEN), ServerRole.ASKS),
                new Settings.Server("proxy-1", Secret.of(TOKEN + "-no"), ServerRole.ASKS));
        var doveadm = new Settings.Doveadm(
                "dovecot-1", URI.create("http://127.0.0.1:8445"), Secret.of("the-key-of-doveadm"), Settings.Kick.USER);
        var tls = new Listening(
                List.of(new ListenAddress("192.0.2.1", 8081)),
                List.of(),
                List.of(),
                List.of(new Settings.Tls(certificate, certificate)),
                new Listening.Networks(List.of(Network.parse("192.0.2.0/24").orElseThrow()), List.of()),
                Listening.Caps.VERIFY);
        return new Listeners(
                verify(tls, servers, List.of(doveadm)),
                Optional.of(new Listeners.Dovecot(
                        at("127.0.0.1:8089"), "postfix-1", OutageSign.BY_VERSION, Optional.empty())),
                Optional.of(new Listeners.Postfix(at("127.0.0.1:8090"), "postfix-1")),
                Optional.of(new Ldap(at("127.0.0.1:389"), "dc=olive,dc=example", List.of(), List.of(), services())));
    }

    static Listening at(String address) {
        return new Listening(
                List.of(ListenAddress.parse(address).orElseThrow()),
                List.of(),
                List.of(),
                List.of(),
                new Listening.Networks(List.of(), List.of()),
                Listening.Caps.VERIFY);
    }

    private static Settings.Verify verify(
            Listening listening, List<Settings.Server> servers, List<Settings.Doveadm> doveadm) {
        return new Settings.Verify(
                listening, servers, new Settings.Routes("Olive & Pine", List.of(), Map.of()), doveadm);
    }

    private static List<Ldap.Service> services() {
        return List.of(
                service("wiki", Optional.of(Secret.of(PASSWORD)), Optional.empty()),
                service("cloud", Optional.empty(), Username.parse("cloud")),
                service("calendar", Optional.empty(), Optional.empty()));
    }

    private static Ldap.Service service(String name, Optional<Secret> password, Optional<Username> account) {
        return new Ldap.Service(name, password, account, Optional.of(name), Protocol.HTTP, Ldap.Outage.ANSWER);
    }
}
