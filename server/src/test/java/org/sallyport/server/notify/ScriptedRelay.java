package org.sallyport.server.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/// A mail relay on this machine that speaks SMTP, answers what it is told to, and remembers what it heard.
final class ScriptedRelay implements AutoCloseable {
    private final ServerSocket port;
    private final List<String> extensions;
    private final Map<String, String> answers;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Thread thread;

    /// @param extensions that EHLO lists
    /// @param answers to commands by their first word, instead of the friendly ones
    ScriptedRelay(ServerSocketFactory sockets, List<String> extensions, Map<String, String> answers)
            throws IOException {
        this.port = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        this.extensions = extensions;
        this.answers = answers;
        this.thread = Thread.ofPlatform().daemon().start(this::serve);
    }

    int port() {
        return port.getLocalPort();
    }

    /// Every line that came in.
    List<String> heard() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        port.close();
        thread.interrupt();
    }

    private void serve() {
        while (!port.isClosed()) {
            try (var connection = port.accept()) {
                converse(connection);
            } catch (IOException closedOrRefused) {
                // The next one may do better; a closed port ends the loop.
            }
        }
    }

    private void converse(Socket connection) throws IOException {
        var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        var out = connection.getOutputStream();
        say(out, "220 relay.example ESMTP");
        boolean body = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (body) {
                if (line.equals(".")) {
                    body = false;
                    say(out, answers.getOrDefault(".", "250 2.0.0 taken"));
                }
                continue;
            }
            var verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            var reply = answers.getOrDefault(verb, friendly(verb));
            body = verb.equals("DATA") && reply.startsWith("354");
            say(out, reply);
            if (verb.equals("QUIT")) {
                return;
            }
        }
    }

    private String friendly(String verb) {
        return switch (verb) {
            case "EHLO" -> {
                var lines = new StringBuilder();
                extensions.forEach(
                        extension -> lines.append("250-").append(extension).append("\r\n"));
                yield "250-relay.example greets you\r\n" + lines + "250 8BITMIME";
            }
            case "AUTH" -> "235 2.7.0 welcome";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 2.0.0 fine";
        };
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
