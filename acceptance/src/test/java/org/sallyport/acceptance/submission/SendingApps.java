package org.sallyport.acceptance.submission;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.Ran;

/// The programs people send mail with, each run once against one server.
public record SendingApps(int port) {
    private static final int PATIENCE_MILLIS = 30_000;

    /// What a run came to.
    ///
    /// @param code exit code
    /// @param said what it printed, what the server said included
    record Outcome(int code, String said) {
        boolean isSignedIn() {
            return code == 0 && said.contains("235");
        }
    }

    /// swaks signs in and leaves.
    Outcome swaks(String mechanism, String user, String password) {
        return run(
                "",
                "swaks",
                "--server",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--auth",
                mechanism,
                "--auth-user",
                user,
                "--auth-password",
                password,
                "--quit-after",
                "AUTH",
                "--timeout",
                "30");
    }

    /// msmtp sends a message.
    Outcome msmtp(String mechanism, String user, String password) {
        return run(
                "From: " + user + "\nTo: nikos@pine.example\nSubject: Harvest\n\nThe olives are ripe.\n",
                "msmtp",
                "--file=/dev/null",
                "--debug",
                "--host=127.0.0.1",
                "--port=" + port,
                "--auth=" + mechanism,
                "--user=" + user,
                "--passwordeval=echo " + password,
                "--tls=off",
                "--from=" + user,
                "nikos@pine.example");
    }

    /// swaks signs in and sends a message.
    ///
    /// @param to one address, or several with commas between them
    Outcome send(String user, String password, String from, String to) {
        return sendFrom("", user, password, from, to);
    }

    /// The same as if it came from this address; nothing for where it does come from.
    Outcome sendFrom(String address, String user, String password, String from, String to) {
        var command = new ArrayList<>(List.of(
                "swaks",
                "--server",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--auth",
                "PLAIN",
                "--auth-user",
                user,
                "--auth-password",
                password,
                "--from",
                from,
                "--to",
                to,
                "--timeout",
                "30"));
        if (!address.isEmpty()) {
            command.addAll(List.of("--xclient", "ADDR=" + address));
        }
        return run("", command.toArray(String[]::new));
    }

    /// What swaks hears, without signing in, when it names somebody to send to, and what follows.
    String recipient(String address) {
        var said = run(
                        "",
                        "swaks",
                        "--server",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--from",
                        "maria@pine.example",
                        "--to",
                        address,
                        "--quit-after",
                        "RCPT",
                        "--timeout",
                        "30")
                .said();
        return said.substring(Math.max(0, said.indexOf("RCPT TO")));
    }

    /// Signs in with the least there is to it, so that many can at once, and returns what the server said last.
    public String plain(String user, String password) {
        var message = "\0" + user + "\0" + password;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var out = socket.getOutputStream();
            reply(in);
            out.write("EHLO app.olive.example\r\n".getBytes(StandardCharsets.US_ASCII));
            reply(in);
            out.write(("AUTH PLAIN " + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8))
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = reply(in);
            out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            return answer;
        } catch (IOException lost) {
            return "lost: " + lost;
        }
    }

    private static String reply(BufferedReader in) throws IOException {
        var line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "closed" : line;
    }

    private static Outcome run(String input, String... command) {
        var ran = Ran.of(List.of(command), Map.of(), input);
        return new Outcome(ran.code(), ran.said());
    }
}
