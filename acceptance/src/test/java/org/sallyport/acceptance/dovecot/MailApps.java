package org.sallyport.acceptance.dovecot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.Ran;

/// The programs people read mail with, each run once against one server.
///
/// @param folder for their configuration and what they fetch; each run gets a folder of its own in it
public record MailApps(Dovecot server, Path folder) {
    /// What a run came to.
    ///
    /// @param code exit code
    /// @param said what it printed, complaints and fetched mail included
    public record Outcome(int code, String said) {
        boolean hasRead(String subject) {
            return code == 0 && said.contains("Subject: " + subject);
        }
    }

    /// curl prints the first message, and what was said to the server, without passwords.
    public Outcome curl(String user, String password) {
        return run(
                room("curl"),
                "curl",
                "--silent",
                "--show-error",
                "--verbose",
                "--max-time",
                "30",
                "--cacert",
                server.certificate().toString(),
                "--user",
                user + ":" + password,
                "imaps://localhost:" + server.port() + "/INBOX;MAILINDEX=1");
    }

    /// isync's mbsync copies the mailbox.
    Outcome mbsync(String user, String password) {
        return mbsync(user, password, StandardCharsets.UTF_8);
    }

    /// The same for somebody whose configuration is not written in UTF-8.
    Outcome mbsync(String user, String password, Charset charset) {
        var room = room("mbsync");
        write(
                room.resolve("rc"),
                """
                IMAPAccount there
                Host localhost
                Port %d
                User %s
                Pass "%s"
                SSLType IMAPS
                CertificateFile %s

                IMAPStore far
                Account there

                MaildirStore near
                Path %s/
                Inbox %s/INBOX

                Channel all
                Far :far:
                Near :near:
                Create Near
                SyncState *
                """.formatted(server.port(), user, password, server.certificate(), room, room),
                charset);
        var outcome = run(room, "mbsync", "--config", room.resolve("rc").toString(), "all");
        return new Outcome(outcome.code, outcome.said + fetched(room.resolve("INBOX")));
    }

    /// mutt opens the mailbox and pipes the first message into a file.
    Outcome mutt(String user, String password) {
        var room = room("mutt");
        write(room.resolve("rc"), """
                set folder = "imaps://localhost:%d/"
                set spoolfile = "imaps://localhost:%d/INBOX"
                set imap_user = "%s"
                set imap_pass = "%s"
                set certificate_file = "%s"
                set wait_key = no
                set pipe_decode = no
                push "<pipe-message>cat > %s/INBOX.mail<enter><exit>"
                """.formatted(
                        server.port(), server.port(), user, password, server.certificate(), room));
        // It insists on a terminal; script gives it one.
        var outcome = run(
                room,
                "timeout",
                "20",
                "script",
                "--quiet",
                "--return",
                "--command",
                "mutt -F " + room.resolve("rc") + " -R",
                "/dev/null");
        return new Outcome(outcome.code, outcome.said + fetched(room));
    }

    /// fetchmail hands each message to a program that keeps it.
    Outcome fetchmail(String user, String password) {
        var room = room("fetchmail");
        write(room.resolve("rc"), """
                set no syslog
                poll localhost service %d protocol imap auth password
                  user "%s" password "%s" ssl sslcertck sslcertfile "%s" keep fetchall
                  mda "/bin/sh -c 'cat >> %s/INBOX.mail'"
                """.formatted(server.port(), user, password, server.certificate(), room));
        var outcome = run(
                room,
                "fetchmail",
                "--nodetach",
                "--fetchmailrc",
                room.resolve("rc").toString(),
                "--pidfile",
                room.resolve("pid").toString(),
                "--idfile",
                room.resolve("ids").toString());
        return new Outcome(outcome.code, outcome.said + fetched(room));
    }

    private Path room(String app) {
        try {
            return Files.createTempDirectory(folder, app + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        write(file, text, StandardCharsets.UTF_8);
    }

    private static void write(Path file, String text, Charset charset) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All mail below this folder.
    private static String fetched(Path place) {
        if (!Files.exists(place)) {
            return "";
        }
        try (var files = Files.walk(place)) {
            var mail = new ArrayList<String>();
            for (var file : files.filter(MailApps::isMail).toList()) {
                mail.add(Files.readString(file));
            }
            return String.join("\n", mail);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMail(Path file) {
        var parent = file.getParent();
        boolean inMaildir = parent != null && (parent.endsWith("new") || parent.endsWith("cur"));
        return Files.isRegularFile(file) && (inMaildir || file.toString().endsWith(".mail"));
    }

    private static Outcome run(Path home, String... command) {
        var ran = Ran.of(List.of(command), Map.of("HOME", home.toString(), "TERM", "xterm"), "");
        return new Outcome(ran.code(), ran.said());
    }
}
