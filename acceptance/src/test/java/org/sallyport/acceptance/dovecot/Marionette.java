package org.sallyport.acceptance.dovecot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The remote control of Mozilla programs: commands and their results as JSON, each behind its length, over TCP.
final class Marionette implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private int last;

    private Marionette(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /// Connects and begins a session in the program's own scope.
    ///
    /// @throws UncheckedIOException while nobody listens
    static Marionette on(int port) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var marionette = new Marionette(socket);
            marionette.read(); // it greets first
            marionette.command("WebDriver:NewSession", Map.of("capabilities", Map.of()));
            marionette.command("Marionette:SetContext", Map.of("value", "chrome"));
            return marionette;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the script returns.
    JsonNode run(String script, Object... arguments) {
        return command(
                        "WebDriver:ExecuteScript",
                        Map.of("script", script, "args", List.of(arguments), "newSandbox", true))
                .path("value");
    }

    /// Ends the program.
    void quit() {
        command("Marionette:Quit", Map.of("flags", List.of("eForceQuit")));
    }

    private JsonNode command(String name, Map<String, ?> parameters) {
        try {
            last++;
            byte[] message = JSON.writeValueAsBytes(List.of(0, last, name, parameters));
            var out = socket.getOutputStream();
            out.write((message.length + ":").getBytes(StandardCharsets.US_ASCII));
            out.write(message);
            out.flush();
            // [1, id, error, result]
            var answer = read();
            if (!answer.path(2).isNull()) {
                throw new IllegalStateException(name + " failed: " + answer.path(2));
            }
            return answer.path(3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read() throws IOException {
        int length = 0;
        for (int c = in.read(); c != ':'; c = in.read()) {
            if (c < '0' || c > '9') {
                throw new IOException("needs a length, found " + c);
            }
            length = 10 * length + c - '0';
        }
        return JSON.readTree(in.readNBytes(length));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
