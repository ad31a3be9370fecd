package org.sallyport.acceptance.dovecot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.VerifyPort;

/// A real nginx before mail servers, on free ports, with the shipped file.
public record NginxMail(PeerFolder folder, int imap, int pop3, int smtp, Program program) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    public static NginxMail asking(VerifyPort verify) {
        var folder = PeerFolder.make();
        int imap = Ports.free();
        int pop3 = Ports.free();
        int smtp = Ports.free();
        folder.write("sallyport-mail.token", "auth_http_header Authorization \"Bearer " + verify.token() + "\";\n");
        folder.ship(
                "nginx-mail/sallyport-mail.conf",
                "sallyport-mail.conf",
                Map.of(
                        "127.0.0.1:8081",
                        verify.address().getAuthority(),
                        "/etc/nginx/sallyport-mail.token",
                        folder.path() + "/sallyport-mail.token"));
        var file = folder.fill("nginx-mail/nginx.conf", Map.of("IMAP", imap, "POP3", pop3, "SMTP", smtp));
        var command = List.of("/usr/sbin/nginx", "-e", folder.path() + "/error.log", "-c", file.toString());
        return new NginxMail(folder, imap, pop3, smtp, folder.start(command, imap));
    }

    /// Sends these lines one by one, each after the answer to the one before, and returns all answers.
    ///
    /// @param port one of the three
    public static String converse(int port, String... lines) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            var said = new StringBuilder(answer(in));
            for (var line : lines) {
                said.append(answer(socket, in, line));
            }
            return said.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A server that has ended the conversation may reset it.
    private static String answer(Socket socket, BufferedReader in, String line) throws IOException {
        try {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return answer(in);
        } catch (SocketException closed) {
            return "closed\n";
        }
    }

    // Untagged answers of IMAP and all but the last line of SMTP have more behind them.
    private static String answer(BufferedReader in) throws IOException {
        var said = new StringBuilder();
        String line;
        do {
            line = in.readLine();
            said.append(line).append('\n');
        } while (line != null && line.matches("\\* (?!OK|BYE|BAD).*|[0-9]{3}-.*"));
        return said.toString();
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
