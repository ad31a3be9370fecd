package org.sallyport.acceptance.outage;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Postgres;
import org.sallyport.acceptance.harness.Relay;
import org.sallyport.acceptance.ldap.TwoStepPrograms;

/// Two servers on one PostgreSQL, and what can be put out of order there. The second is asked by chasquid alone, which
/// wants to be told of an outage in another way than the other programs that speak its protocol.
final class Site implements AutoCloseable {
    static final Duration RECOVERY = Duration.ofSeconds(30);

    /// Each way, so that every statement takes half a second.
    private static final Duration SLOW = Duration.ofMillis(250);
    private static final int LATER = 503;

    private final PeerFolder sockets;
    private final Postgres database;
    private final Relay way;
    private final Demo demo;
    private final Demo second;
    private final Demo.Person nikos;

    private Site(PeerFolder sockets, Postgres database, Relay way, Demo demo, Demo second, Demo.Person nikos) {
        this.sockets = sockets;
        this.database = database;
        this.way = way;
        this.demo = demo;
        this.second = second;
        this.nikos = nikos;
    }

    /// Goes on from a demo. Nikos has no second factor and signs in with his account password, which costs a hash, so
    /// that the throttle is asked too.
    ///
    /// @param imap where a mail proxy goes on to
    static Site of(Demo demo, Postgres database, int imap) {
        var sockets = PeerFolder.make();
        var way = Relay.to(database.port());
        var store = String.join("\n", database.configuration(demo.data(), way.port())) + "\n";
        demo.reconfigure(configuration -> configuration
                        .replace("imap: \"127.0.0.1:143\"", "imap: \"127.0.0.1:" + imap + "\"")
                        .replace("    services:\n", TwoStepPrograms.SERVICES + """
                                  - {name: postfix, password: "file:ldap.password", protocol: smtp}
                            """)
                        .replace("  dovecot:\n", """
                              dovecot:
                                sockets: [{path: "%s", owner: postfix}]
                            """.formatted(socket(sockets, "postfix")))
                + "store:\n" + store);
        var second = Demo.beside(demo, store.replace("file:", "file:" + demo.data() + "/"), """
                asker: chasquid
                outage: close
                sockets: [{path: "%s"}]
                userdb: {path: "%s"}
                """.formatted(
                        socket(sockets, "chasquid"), socket(sockets, "chasquid-userdb")));
        var nikos = demo.add("nikos", "Nikos Pappas");
        demo.sallyport("account", "set-posix", nikos.user(), "--uid", "10001", "--gid", "10000");
        return new Site(sockets, database, way, demo, second, nikos);
    }

    private static String socket(PeerFolder sockets, String name) {
        return sockets.file(name).toString();
    }

    Demo demo() {
        return demo;
    }

    Demo.Person nikos() {
        return nikos;
    }

    /// A socket where a server listens: `postfix`, `chasquid`, or `chasquid-userdb`.
    String socket(String name) {
        return socket(sockets, name);
    }

    /// How many refused sign-ins are in the audit log.
    long refused() {
        return database.number("select count(*) from audit where kind = 'app-sign-in-rejected'");
    }

    void begin(Outage outage) {
        switch (outage) {
            case SALLYPORT_STOPPED -> atOnce(demo::stop, second::stop);
            case DATABASE_STOPPED -> {
                database.stop();
                awaitDoubt();
            }
            case DATABASE_SILENT -> {
                way.stopUp();
                awaitDoubt();
            }
            case DATABASE_SLOW -> way.slowDown(SLOW);
        }
    }

    /// For a second Sallyport goes on with what it has read, and may.
    private void awaitDoubt() {
        await().atMost(RECOVERY).until(() -> demo.verifyPort().imap(nikos.user(), nikos.password()) == LATER);
    }

    void end(Outage outage) {
        switch (outage) {
            case SALLYPORT_STOPPED -> atOnce(demo::startAgain, second::startAgain);
            case DATABASE_STOPPED -> database.startAgain();
            case DATABASE_SILENT, DATABASE_SLOW -> way.pass();
        }
    }

    private static void atOnce(Runnable one, Runnable other) {
        CompletableFuture.allOf(CompletableFuture.runAsync(one), CompletableFuture.runAsync(other))
                .join();
    }

    @Override
    public void close() {
        second.close();
        demo.close();
        way.close();
        database.close();
        sockets.close();
    }
}
