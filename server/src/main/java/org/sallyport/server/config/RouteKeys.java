package org.sallyport.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sallyport.core.caller.Network;
import org.sallyport.core.caller.Protocol;

/// The keys of the ways of asking beside `POST /verify`.
final class RouteKeys {
    static final Key<String> REALM = Key.withDefault(
            "listeners.verify.forward-auth.realm",
            Kinds.ASCII_LINE,
            "Sallyport",
            "What browsers show when `/forward-auth` lets them ask for a name and a password.");
    static final Key<Network> PROXIES = Key.required(
                    "listeners.verify.forward-auth.trusted-proxies[]",
                    Kinds.NETWORK,
                    "Hops between browsers and the proxy that asks. In `X-Forwarded-For` their addresses are passed over.",
                    "192.0.2.8/32")
            .orNothing("the proxy that asks sees the browsers' own addresses");
    static final Key<ListenAddress> IMAP = mailServer("imap", "IMAP", "127.0.0.1:143");
    static final Key<ListenAddress> POP3 = mailServer("pop3", "POP3", "127.0.0.1:110");
    static final Key<ListenAddress> SMTP = mailServer("smtp", "submission", "127.0.0.1:587");

    static final List<Key<?>> ALL = List.of(REALM, PROXIES, IMAP, POP3, SMTP);

    private RouteKeys() {}

    /// Only where no key has a problem.
    static Settings.Routes settings(Answers answers) {
        var proxies = IntStream.range(0, answers.entries(PROXIES.list().orElseThrow()))
                .mapToObj(i -> answers.find(PROXIES, i).orElseThrow())
                .toList();
        var servers = new LinkedHashMap<Protocol, InetSocketAddress>();
        Map.of(Protocol.IMAP, IMAP, Protocol.POP3, POP3, Protocol.SMTP, SMTP)
                .forEach((protocol, key) -> answers.find(key)
                        .ifPresent(server -> servers.put(
                                protocol, new InetSocketAddress(InetAddress.ofLiteral(server.host()), server.port()))));
        return new Settings.Routes(answers.require(REALM), proxies, servers);
    }

    private static Key<ListenAddress> mailServer(String name, String what, String example) {
        return Key.required(
                        "listeners.verify.nginx-mail." + name,
                        Kinds.ADDRESS_AND_PORT,
                        "Where nginx's mail proxy goes on to for " + what
                                + ", which it does in clear. nginx takes no host name here.",
                        example)
                .orNothing("`/nginx-mail` is not asked about " + what);
    }
}
