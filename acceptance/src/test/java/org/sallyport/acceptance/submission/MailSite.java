package org.sallyport.acceptance.submission;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.sallyport.acceptance.harness.Demo;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.SmtpServer;
import org.sallyport.acceptance.harness.Walker;

/// A demo in which Eleni has set up MFA, and three mail servers of one kind that ask it, each at another door.
///
/// @param sockets the folder of the demo's own socket
record MailSite(
        Demo demo,
        Walker eleni,
        Walker.AppPassword appPassword,
        PeerFolder sockets,
        Agent agent,
        Map<Door, SmtpServer> servers)
        implements AutoCloseable {

    /// Where a mail server asks.
    enum Door {
        /// A port of this machine.
        PORT,
        /// A socket in the file system.
        SOCKET,
        /// The socket of an agent, which goes on to the port.
        AGENT
    }

    /// What there is to know of a mail server before it asks.
    interface Kind {
        /// The user that it runs as, of whose name there is a group too.
        String user();

        SmtpServer askingAtPort(int port);

        SmtpServer askingAtSocket(String path);
    }

    static MailSite of(Kind kind) {
        var demo = Demo.start();
        var eleni = new Walker(demo, demo.person("eleni"));
        var appPassword = eleni.setUp(demo.outbox());
        int port = demo.dovecotPort();
        var sockets = PeerFolder.make();
        var socket = sockets.file("sallyport").toString();
        demo.stop();
        demo.serveWith(
                "  dovecot:\n",
                "  dovecot:\n    sockets: [{path: \"%s\", owner: %s}]\n".formatted(socket, kind.user()));
        var agent = Agent.of("127.0.0.1:" + port, kind.user());
        var servers = new EnumMap<Door, SmtpServer>(Door.class);
        servers.put(Door.PORT, kind.askingAtPort(port));
        servers.put(Door.SOCKET, kind.askingAtSocket(socket));
        servers.put(Door.AGENT, kind.askingAtSocket(agent.socket()));
        return new MailSite(demo, eleni, appPassword, sockets, agent, servers);
    }

    /// What people send mail with, at the server that asks at this door.
    SendingApps at(Door door) {
        return new SendingApps(server(door).port());
    }

    /// What the server that asks at this door says to mail from elsewhere for Nikos.
    String recipientAt(Door door) {
        return new SendingApps(server(door).inbound()).recipient("nikos@olive.example");
    }

    /// What the server that asks at this door has written down.
    String saidAt(Door door) {
        return server(door).said();
    }

    private SmtpServer server(Door door) {
        return Objects.requireNonNull(servers.get(door));
    }

    @Override
    public void close() {
        servers.values().forEach(SmtpServer::close);
        agent.close();
        demo.close();
        sockets.close();
    }
}
