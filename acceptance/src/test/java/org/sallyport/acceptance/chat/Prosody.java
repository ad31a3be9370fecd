package org.sallyport.acceptance.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;

/// A private Prosody for olive.example on a free port.
public record Prosody(PeerFolder folder, int port, Program program) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final String STREAM = "<stream:stream to='olive.example' version='1.0' xmlns='jabber:client'"
            + " xmlns:stream='http://etherx.jabber.org/streams'>";

    /// Starts it and waits until it answers.
    ///
    /// @param dovecotPort where the Dovecot protocol is spoken on this machine; it asks there at once
    public static Prosody asking(int dovecotPort) {
        var folder = PeerFolder.make();
        int port = Ports.free();
        var file = folder.fill("prosody/prosody.cfg.lua", Map.of("PORT", port, "DOVECOT", dovecotPort));
        return new Prosody(folder, port, folder.start(List.of("prosody", "--config", file.toString(), "-F"), port));
    }

    /// What an app hears that signs in with PLAIN: `<success …/>`, or `<failure …><not-authorized/></failure>`, or why
    /// else not (RFC 6120 section 6.5).
    public String signIn(String name, String password) {
        var secret = ("\0" + name + "\0" + password).getBytes(StandardCharsets.UTF_8);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            ask(socket, STREAM, "</stream:features>");
            return ask(
                    socket,
                    "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                            + Base64.getEncoder().encodeToString(secret) + "</auth>",
                    ">");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends this and reads as far as the last thing that was sent back, and has to be this.
    private static String ask(Socket socket, String question, String end) throws IOException {
        socket.getOutputStream().write(question.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        var said = new StringBuilder();
        var chunk = new byte[4096];
        while (!said.toString().endsWith(end)) {
            int read = socket.getInputStream().read(chunk);
            if (read < 0) {
                throw new IOException("Prosody hung up behind " + said);
            }
            said.append(new String(chunk, 0, read, StandardCharsets.UTF_8));
        }
        return said.toString();
    }

    /// What it has said so far.
    public String log() {
        return folder.said(PeerFolder.CONSOLE);
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
