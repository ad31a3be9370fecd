package org.sallyport.acceptance.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A private mail server on a free port of this machine, which asks about every sign-in. Both kinds start for root
/// only.
///
/// @param port where people send mail
/// @param inbound where mail comes in from elsewhere: another one in the case of Postfix
/// @param log the file in its folder that it writes
public record SmtpServer(PeerFolder folder, int port, int inbound, String log, Program program)
        implements AutoCloseable {
    // Debian has one mail server installed at a time; tools/test-programs.sh unpacks this one.
    private static final String EXIM = "/opt/sallyport-test-programs/exim/usr/sbin/exim4";
    private static final String POSTFIX = "/usr/sbin/postfix";
    private static final String MASTER = "queue/pid/master.pid";

    /// Starts a Postfix and waits for its greeting to mail from elsewhere. Nobody needs to listen yet where it asks.
    ///
    /// @param saslPath where it asks: `inet:127.0.0.1:8089`, or the path of a socket
    public static SmtpServer postfix(String saslPath) {
        return postfix(saslPath, "");
    }

    /// The same where it asks besides what devices may send.
    ///
    /// @param policy `check_policy_service` with where it asks, or nothing
    public static SmtpServer postfix(String saslPath, String policy) {
        var folder = PeerFolder.make();
        int port = Ports.free();
        int inbound = Ports.free();
        var places = Map.of("PORT", port, "INBOUND", inbound, "SASL_PATH", saslPath, "POLICY", policy);
        folder.fill("postfix/main.cf", places);
        folder.fill("postfix/master.cf", places);
        folder.folder("queue");
        Program.run("chown", "postfix", folder.folder("data").toString());
        var command = List.of(POSTFIX, "-c", folder.path().toString(), "start-fg");
        return new SmtpServer(folder, port, inbound, "mail.log", folder.start(command, () -> greets(inbound)));
    }

    /// Starts an Exim and waits for its greeting.
    ///
    /// @param serverSocket where it asks: `127.0.0.1 8089`, or the path of a socket
    public static SmtpServer exim(String serverSocket) {
        var folder = PeerFolder.make();
        int port = Ports.free();
        var file = folder.fill("exim/exim.conf", Map.of("PORT", port, "SERVER_SOCKET", serverSocket));
        Program.run("chown", "Debian-exim", folder.path().toString());
        var command = List.of(EXIM, "-C", file.toString(), "-bdf");
        return new SmtpServer(folder, port, port, "mainlog", folder.start(command, () -> greets(port)));
    }

    /// What it has written down so far.
    public String said() {
        return folder.said(log);
    }

    private static boolean greets(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '2';
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        var master = master();
        if (master.isPresent()) {
            // The program that was started only waits for the master, which outlives it.
            Program.run(POSTFIX, "-c", folder.path().toString(), "stop");
            awaitEnd(master.get());
        }
        program.close();
        folder.close();
    }

    // It gives its lock up, which is what "stop" waits for, a moment before it ends.
    private void awaitEnd(ProcessHandle master) {
        try {
            master.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException("Postfix leaves its master behind:\n" + said(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Postfix stops", e);
        }
    }

    private Optional<ProcessHandle> master() {
        var id = folder.said(MASTER).strip();
        return id.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(id));
    }
}
