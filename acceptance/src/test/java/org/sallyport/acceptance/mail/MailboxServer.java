package org.sallyport.acceptance.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sallyport.acceptance.harness.Certificate;
import org.sallyport.acceptance.harness.Outbox;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;

/// A private Postfix with mailboxes at `pine.example`, which takes mail over TLS and for people it knows. Starts for
/// root only.
final class MailboxServer implements AutoCloseable {
    private static final String POSTFIX = "/usr/sbin/postfix";
    private static final String PEOPLE = "people";

    private final PeerFolder folder;
    private final int port;
    private final Certificate certificate;
    private final Set<String> people = new TreeSet<>();
    private Program program;

    MailboxServer(String... people) {
        this.folder = PeerFolder.make();
        this.port = Ports.free();
        this.certificate = Certificate.in(folder.folder("tls"));
        this.people.addAll(Set.of(people));
        var places = Map.of(
                "PORT", port,
                "CERTIFICATE", certificate.chain(),
                "KEY", certificate.key(),
                "UID", Program.run("id", "-u", "postfix").strip(),
                "GID", Program.run("id", "-g", "postfix").strip());
        folder.fill("postfix-inbox/main.cf", places);
        folder.fill("postfix-inbox/master.cf", places);
        folder.folder("queue");
        writePeople();
        for (var name : List.of("data", "boxes")) {
            Program.run("chown", "postfix", folder.folder(name).toString());
        }
        this.program = launch();
    }

    int port() {
        return port;
    }

    /// The certificate that it shows.
    Path certificate() {
        return certificate.chain();
    }

    /// The mailbox of somebody it knows; what comes from now on.
    Outbox mailbox(String person) {
        return Outbox.maildir(folder.file("boxes/" + person + "/new"));
    }

    /// Gives somebody else a mailbox.
    void know(String person) {
        people.add(person);
        writePeople();
        Program.run(POSTFIX, "-c", folder.path().toString(), "reload");
    }

    /// What it has written down so far.
    String said() {
        return folder.said("mail.log");
    }

    void stop() {
        Program.run(POSTFIX, "-c", folder.path().toString(), "stop");
        program.close();
    }

    void startAgain() {
        program = launch();
    }

    @Override
    public void close() {
        if (program.isAlive()) {
            stop();
        }
        folder.close();
    }

    private Program launch() {
        return folder.start(List.of(POSTFIX, "-c", folder.path().toString(), "start-fg"), this::greets);
    }

    private void writePeople() {
        folder.write(
                PEOPLE,
                people.stream()
                        .map(person -> person + "@pine.example " + person + "/\n")
                        .collect(Collectors.joining()));
    }

    private boolean greets() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '2';
        } catch (IOException notYet) {
            return false;
        }
    }
}
