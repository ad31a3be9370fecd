package org.sallyport.acceptance.http;

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
import org.sallyport.acceptance.harness.VerifyPort;

/// A real web proxy on a free port, with the shipped files, before an application.
public record WebProxy(PeerFolder folder, int port, Program program) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    public static WebProxy nginx(VerifyPort verify, Application application) {
        var folder = PeerFolder.make();
        int port = Ports.free();
        folder.write("sallyport.token", "proxy_set_header X-Sallyport-Token \"" + verify.token() + "\";\n");
        folder.ship(
                "nginx-web/sallyport-auth.conf",
                "sallyport-auth.conf",
                Map.of(
                        "127.0.0.1:8081",
                        verify.address().getAuthority(),
                        "/etc/nginx/sallyport.token",
                        folder.path() + "/sallyport.token"));
        folder.ship("nginx-web/sallyport-protect.conf", "sallyport-protect.conf", Map.of());
        var file = folder.fill("nginx-web/nginx.conf", Map.of("PORT", port, "APPLICATION", application.port()));
        var command = List.of("/usr/sbin/nginx", "-e", folder.path() + "/error.log", "-c", file.toString());
        return new WebProxy(folder, port, folder.start(command, port));
    }

    public static WebProxy caddy(VerifyPort verify, Application application) {
        var folder = PeerFolder.make();
        int port = Ports.free();
        folder.ship(
                "caddy/Caddyfile",
                "sallyport.caddy",
                Map.of("127.0.0.1:8081", verify.address().getAuthority(), "{$SALLYPORT_TOKEN}", verify.token()));
        var file = folder.fill("caddy/Caddyfile", Map.of("PORT", port, "APPLICATION", application.port()));
        var command = List.of(
                "env",
                "HOME=" + folder.path(),
                "XDG_DATA_HOME=" + folder.path(),
                "caddy",
                "run",
                "--config",
                file.toString(),
                "--adapter",
                "caddyfile");
        return new WebProxy(folder, port, folder.start(command, port));
    }

    public static String basic(String user, String password) {
        var credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(credentials) + "\r\n";
    }

    /// The whole answer to a GET with these header lines.
    public String get(String fields) {
        return say("GET /olives?q=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n");
    }

    /// The whole answer to these bytes.
    String say(String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
