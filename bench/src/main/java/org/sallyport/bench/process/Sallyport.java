package org.sallyport.bench.process;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sallyport.bench.load.BindGuessing;
import org.sallyport.bench.load.Guessing;
import org.sallyport.bench.load.LineGuessing;
import org.sallyport.bench.load.Speech;
import org.sallyport.bench.town.Resident;

/// A Sallyport that runs, and the ways of asking it.
///
/// @param pages its port for browsers, who are taken at their word about where they are
/// @param verify its port for HTTP
/// @param dovecot its port for the Dovecot protocol
/// @param ldap its port for LDAP
record Sallyport(Ground ground, Child child, int pages, int verify, int dovecot, int ldap) {
    private static final String NAME = "Sallyport";
    private static final String TOKEN = "bench-bench-bench-bench-bench-bench-bench";

    /// @param dataName as in [Ground#settle]
    /// @param cores as in [Child]
    static Sallyport start(Ground ground, String dataName, String cores) {
        int pages = Ground.freePort();
        int verify = Ground.freePort();
        int dovecot = Ground.freePort();
        int ldap = Ground.freePort();
        var config = ground.write(dataName + ".yaml", """
                organisation:
                  name: Olive & Pine
                data: %s
                web:
                  listen: 127.0.0.1:%d
                  public-url: http://localhost:%2$d
                  trusted-proxies: ["127.0.0.1/32"]
                listeners:
                  verify:
                    listen: 127.0.0.1:%3$d
                    servers:
                      - name: bench
                        token: file:%4$s
                  dovecot:
                    listen: ["127.0.0.1:%5$d"]
                  ldap:
                    listen: ["127.0.0.1:%6$d"]
                    suffix: %7$s
                policy:
                  admins-need: second-factor
                mail:
                  from: no-reply@olive.example
                  outbox: %8$s
                """.formatted(
                        dataName,
                        pages,
                        verify,
                        ground.write("token", TOKEN),
                        dovecot,
                        ldap,
                        Servers.SUFFIX,
                        ground.folder().resolve("outbox")));
        var command =
                List.of(ground.repository().resolve("sallyport").toString(), "serve", "--config", config.toString());
        var child = Child.start(cores, ground.folder().resolve(dataName + ".log"), command);
        return new Sallyport(ground, child, pages, verify, dovecot, ldap);
    }

    /// `POST /verify`.
    Peer byVerify(Credentials credentials) {
        return peer(NAME, ground.http(new Door(Door.Way.VERIFY, verify, TOKEN), credentials));
    }

    /// `GET /forward-auth`.
    Peer byForwardAuth(Credentials credentials) {
        var load = ground.http(new Door(Door.Way.FORWARD_AUTH, verify, TOKEN), credentials);
        return peer(NAME + ", /forward-auth", load);
    }

    /// The Dovecot protocol.
    Peer byDovecot(List<Resident> residents) {
        return peer(NAME, new SocketLoad(dovecot, Speech::dovecot, residents));
    }

    /// LDAP; people bind by their own names.
    Peer byLdap(List<Resident> residents) {
        return peer(NAME, Servers.binds(ldap, residents));
    }

    /// Every way of guessing at a password, by its name. Waits until it can be asked.
    Map<String, Guessing> guessing() throws IOException {
        var ways = new LinkedHashMap<String, Guessing>();
        ways.put("`/verify`", new VerifyGuessing(verify, TOKEN));
        ways.put("Dovecot protocol", new LineGuessing(dovecot));
        ways.put("LDAP bind", new BindGuessing(ldap, Servers.PEOPLE));
        ways.put("sign-in page", PageGuessing.signIn(pages));
        return ways;
    }

    /// The steps of the page for a forgotten password, by their names.
    Map<String, Guessing> replacing() throws IOException {
        var steps = new LinkedHashMap<String, Guessing>();
        steps.put("forgotten password, asking for a code", PageGuessing.askForCode(pages));
        steps.put("forgotten password, typing wrong codes", PageGuessing.typeCodes(pages));
        return steps;
    }

    private Peer peer(String name, Load load) {
        return new Peer(name, Peer.Role.COMPARED, child, load);
    }
}
