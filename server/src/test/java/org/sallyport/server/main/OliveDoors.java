package org.sallyport.server.main;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.sallyport.server.listener.Peer;

/// What is asked at the doors of Olive & Pine, each time on a connection of its own.
final class OliveDoors {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private OliveDoors() {}

    /// The name under which somebody binds.
    static String name(String user) {
        return "uid=" + user + ",ou=people,dc=olive,dc=example";
    }

    static ResultCode bind(InetSocketAddress ldap, String name, String password) {
        try (var client = new LDAPConnection(ldap.getHostString(), ldap.getPort())) {
            return client.bind(name(name), password).getResultCode();
        } catch (LDAPException refused) {
            return refused.getResultCode();
        }
    }

    static int verify(InetSocketAddress door, String name, String password) throws Exception {
        var question = "{\"user\":\"%s\",\"password\":\"%s\",\"service\":\"imap\"}".formatted(name, password);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.getPort() + "/verify"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    static String dovecot(InetSocketAddress door, String name, String password) throws IOException {
        var message = ("\0" + name + "\0" + password).getBytes(StandardCharsets.UTF_8);
        try (var postfix = Peer.at(door)) {
            postfix.send("VERSION\t1\t0\nCPID\t4711\n");
            postfix.send(
                    "AUTH\t1\tPLAIN\tservice=smtp\tresp=" + Base64.getEncoder().encodeToString(message) + "\n");
            var line = postfix.line();
            while (!line.equals("DONE")) {
                line = postfix.line();
            }
            return postfix.line();
        }
    }

    /// Three doors on free ports, for an organisation in this folder.
    static String configuration(Path folder) {
        var shell = new Shell(folder);
        shell.write("token", TOKEN + "\n");
        int offset = Shell.freeOffset();
        return shell.write("sallyport.yaml", """
                organisation:
                  name: Olive & Pine
                data: data
                web:
                  listen: 127.0.0.1:%d
                  public-url: http://localhost:%d
                listeners:
                  verify:
                    listen: 127.0.0.1:%d
                    servers:
                      - {name: dovecot-1, token: "file:token"}
                  dovecot:
                    listen: ["127.0.0.1:%d"]
                  ldap:
                    listen: ["127.0.0.1:%d"]
                    suffix: dc=olive,dc=example
                    caps: {unproved-per-source: 1000}
                mail:
                  from: no-reply@olive.example
                  outbox: outbox
                """.formatted(
                        8080 + offset, 8080 + offset, 8081 + offset, 8089 + offset, 1389 + offset));
    }
}
