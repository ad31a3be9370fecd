package org.sallyport.acceptance.dovecot;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.VerifyPort;

/// A private Dovecot 2.3 on a free port of this machine, with the shipped passdb and its own certificate.
final class Dovecot implements AutoCloseable {
    static final String DOVEADM_KEY = "sesame-for-acceptance";

    private static final Path SHIPPED =
            Path.of(Objects.requireNonNull(System.getProperty("sallyport.root")), "integrations", "dovecot", "2.3");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    // Dovecot serves no mail as root; whoever is not root can only be themselves.
    private static final String MAIL_USER = ROOT ? "nobody" : System.getProperty("user.name");

    private final Path folder;
    private final int port;
    private final int clearPort;
    private final int doveadmPort;
    private final Program program;

    private Dovecot(Path folder, int port, int clearPort, int doveadmPort, Program program) {
        this.folder = folder;
        this.port = port;
        this.clearPort = clearPort;
        this.doveadmPort = doveadmPort;
        this.program = program;
    }

    /// Lays out in a folder what Dovecot needs to ask, with `90-sallyport.conf` for the rest of it.
    @FunctionalInterface
    private interface Passdb {
        void layOut(Path folder) throws IOException;
    }

    /// Starts it with the shipped script and waits until it answers.
    static Dovecot asking(VerifyPort verify) {
        return start(folder -> {
            Files.writeString(folder.resolve("sallyport.token"), verify.token() + "\n");
            Files.writeString(folder.resolve("sallyport.lua"), passdb(folder, verify));
            Files.writeString(folder.resolve("90-sallyport.conf"), snippet(folder));
        });
    }

    /// Starts it with binds over LDAP and waits until it answers.
    static Dovecot asking(LdapPort ldap) {
        return start(folder -> {
            var file = folder.resolve("dovecot-ldap.conf.ext");
            // Dovecot looks at it as another user, who does not see into the demo's folder.
            var trusted = Files.copy(ldap.certificate(), folder.resolve("ldap-certificate.pem"));
            Files.setPosixFilePermissions(trusted, PosixFilePermissions.fromString("rw-r--r--"));
            var configuration = ldap.configure("dovecot-ldap/dovecot-ldap.conf.ext");
            Files.writeString(file, configuration.replace(ldap.certificate().toString(), trusted.toString()));
            Files.writeString(folder.resolve("90-sallyport.conf"), """
                passdb {
                  driver = ldap
                  args = %s
                }
                """.formatted(file));
        });
    }

    private static Dovecot start(Passdb passdb) {
        try {
            var folder = Files.createTempDirectory(
                    "sallyport-dovecot-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            int port = Ports.free();
            int clearPort = Ports.free();
            int doveadmPort = Ports.free();
            makeCertificate(folder);
            passdb.layOut(folder);
            Files.writeString(folder.resolve("dovecot.conf"), configuration(folder, port, clearPort, doveadmPort));
            var program = Program.start(
                    List.of(
                            "/usr/sbin/dovecot",
                            "-F",
                            "-c",
                            folder.resolve("dovecot.conf").toString()),
                    folder.resolve("console.log"));
            var dovecot = new Dovecot(folder, port, clearPort, doveadmPort, program);
            await("Dovecot to answer")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !program.isAlive() || answers(port));
            if (!program.isAlive()) {
                throw new IllegalStateException("Dovecot ended at its start:\n" + program.said() + dovecot.log());
            }
            return dovecot;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /// Where a proxy on this machine speaks to it in clear.
    int clearPort() {
        return clearPort;
    }

    /// Where its doveadm HTTP API listens, for whoever has [#DOVEADM_KEY].
    int doveadmPort() {
        return doveadmPort;
    }

    /// The certificate to trust.
    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /// Puts one message into somebody's inbox.
    void deliver(String user, String subject) {
        try {
            var inbox = folder.resolve("mail").resolve(user);
            for (var part : List.of("cur", "new", "tmp")) {
                Files.createDirectories(inbox.resolve(part));
            }
            Files.writeString(
                    inbox.resolve("new").resolve(subject.replaceAll("\\W", "") + ".seeded"),
                    "From: Nikos <nikos@olive.example>\r\nTo: " + user + "\r\nSubject: " + subject
                            + "\r\nMessage-ID: <1@olive.example>\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\n\r\n"
                            + "The olives are ripe.\r\n");
            if (ROOT) {
                Program.run("chown", "-R", MAIL_USER, folder.resolve("mail").toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stops it; its files stay until it is closed.
    void stop() {
        program.stop();
    }

    String log() {
        try {
            var file = folder.resolve("dovecot.log");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
        try (var inside = Files.walk(folder)) {
            inside.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void makeCertificate(Path folder) {
        Program.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                folder.resolve("certificate.pem").toString());
    }

    /// The shipped passdb with the two settings that an operator changes.
    private static String passdb(Path folder, VerifyPort verify) throws IOException {
        var shipped = Files.readString(SHIPPED.resolve("sallyport.lua"));
        var withUrl = replaced(
                shipped, "http://127.0.0.1:8081/verify", verify.address().toString());
        return replaced(
                withUrl,
                "/etc/dovecot/sallyport.token",
                folder.resolve("sallyport.token").toString());
    }

    private static String snippet(Path folder) throws IOException {
        return replaced(
                Files.readString(SHIPPED.resolve("90-sallyport.conf")),
                "/etc/dovecot/sallyport.lua",
                folder.resolve("sallyport.lua").toString());
    }

    private static String replaced(String text, String setting, String value) {
        if (!text.contains(setting)) {
            throw new IllegalStateException("the shipped file does not hold " + setting + " any more");
        }
        return text.replace(setting, value);
    }

    private static String mailGroup(Path folder) throws IOException {
        return ROOT
                ? "nogroup"
                : Files.readAttributes(folder, PosixFileAttributes.class)
                        .group()
                        .getName();
    }

    private static String everybodyIsMe() {
        return ROOT ? "" : """
                default_internal_user = %1$s
                default_internal_group =
                default_login_user = %1$s
                service anvil {
                  chroot =
                }
                """.formatted(MAIL_USER);
    }

    private static String doveadm(int port) {
        return """
                doveadm_api_key = %s
                service doveadm {
                  inet_listener http {
                    address = 127.0.0.1
                    port = %d
                  }
                }
                """.formatted(DOVEADM_KEY, port);
    }

    private static String configuration(Path folder, int port, int clearPort, int doveadmPort) throws IOException {
        var me = everybodyIsMe();
        var group = mailGroup(folder);
        return """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/dovecot.log
                instance_name = sallyport-acceptance
                protocols = imap
                listen = 127.0.0.1
                ssl = yes
                disable_plaintext_auth = yes
                ssl_cert = <%1$s/certificate.pem
                ssl_key = <%1$s/key.pem
                auth_mechanisms = plain login
                auth_verbose = yes
                auth_failure_delay = 0
                %7$s
                mail_location = maildir:%1$s/mail/%%u
                mail_uid = %2$s
                mail_gid = %5$s
                first_valid_uid = 1
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %6$d
                  }
                  inet_listener imaps {
                    port = %3$d
                  }
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%5$s home=%1$s/mail/%%u
                }
                %4$s
                !include 90-sallyport.conf
                """.formatted(folder, MAIL_USER, port, me, group, clearPort, doveadm(doveadmPort));
    }
}
