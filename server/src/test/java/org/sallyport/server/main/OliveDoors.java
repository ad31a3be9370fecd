package org.sallyport.server.main;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.sallyport.server.listener.Peer;

/// What is asked at the doors of Olive & Pine, each time on a connection of its own.
final class OliveDoors {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String BEARER = "Authorization: Bearer " + TOKEN;

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

    static int verify(InetSocketAddress door, String name, String password) throws IOException {
        return verifyJson(door, "{\"user\":\"%s\",\"password\":\"%s\",\"service\":\"imap\"}".formatted(name, password));
    }

    static int verifyJson(InetSocketAddress door, String question) throws IOException {
        return status(answer(door, "POST /verify", question, BEARER, "Content-Type: application/json"));
    }

    static int verifyForm(InetSocketAddress door, String question) throws IOException {
        return status(
                answer(door, "POST /verify", question, BEARER, "Content-Type: application/x-www-form-urlencoded"));
    }

    static int forwardAuth(InetSocketAddress door, String name, String password) throws IOException {
        var basic = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        var authorization = "Authorization: Basic " + basic;
        return status(answer(door, "GET /forward-auth", "", "X-Sallyport-Token: " + TOKEN, authorization));
    }

    /// What nginx is told of an app that tries for the fifth time: `OK` or a sentence.
    static String nginxMail(InetSocketAddress door, String name, String password) throws IOException {
        var head = answer(
                door,
                "GET /nginx-mail",
                "",
                BEARER,
                "Auth-Method: plain",
                "Auth-User: " + name,
                "Auth-Pass: " + password,
                "Auth-Protocol: imap",
                "Auth-Login-Attempt: 5");
        var field = "Auth-Status: ";
        return head.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()))
                .findFirst()
                .orElseThrow();
    }

    static int radius(InetSocketAddress door, String name, String password) throws IOException {
        var form = "User-Name=" + name + "&User-Password=" + password;
        return status(answer(door, "POST /radius", form, BEARER, "Content-Type: application/x-www-form-urlencoded"));
    }

    /// The status line and the fields of the answer.
    private static List<String> answer(InetSocketAddress door, String asked, String body, String... fields)
            throws IOException {
        var request = new StringBuilder(asked).append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (var field : fields) {
            request.append(field).append("\r\n");
        }
        if (!body.isEmpty()) {
            request.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        try (var server = Peer.at(door)) {
            server.send(request.append("\r\n").append(body).toString());
            var head = new ArrayList<String>();
            for (var line = server.line(); !line.isBlank(); line = server.line()) {
                head.add(line.strip());
            }
            return head;
        }
    }

    private static int status(List<String> head) {
        int from = "HTTP/1.1 ".length();
        return Integer.parseInt(head.getFirst(), from, from + 3, 10);
    }

    static String dovecot(InetSocketAddress door, String name, String password) throws IOException {
        return dovecot(door, plain((name + "\0" + password).getBytes(StandardCharsets.UTF_8)));
    }

    /// The first line that is answered to this one.
    static String dovecot(InetSocketAddress door, byte[] question) throws IOException {
        try (var postfix = Peer.at(door)) {
            postfix.send("VERSION\t1\t0\nCPID\t4711\n");
            postfix.send(question);
            var line = postfix.line();
            while (!line.equals("DONE")) {
                line = postfix.line();
            }
            return postfix.line();
        }
    }

    /// The question about a name and a password with a zero byte between them, and with these parameters.
    static byte[] plain(byte[] nameAndPassword, byte[]... parameters) {
        var message = new ByteArrayOutputStream();
        message.write(0);
        message.writeBytes(nameAndPassword);
        var line = new ByteArrayOutputStream();
        line.writeBytes("AUTH\t1\tPLAIN\tservice=smtp".getBytes(StandardCharsets.UTF_8));
        for (var parameter : parameters) {
            line.write('\t');
            line.writeBytes(parameter);
        }
        line.writeBytes("\tresp=".getBytes(StandardCharsets.UTF_8));
        line.writeBytes(Base64.getEncoder().encode(message.toByteArray()));
        line.write('\n');
        return line.toByteArray();
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
                    nginx-mail: {imap: "127.0.0.1:143"}
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
