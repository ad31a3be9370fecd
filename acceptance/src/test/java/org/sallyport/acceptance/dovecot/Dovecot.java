package org.sallyport.acceptance.dovecot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.Certificate;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.VerifyPort;

/// A private Dovecot 2.3 on a free port of this machine, with the shipped passdb and its own certificate.
public final class Dovecot implements AutoCloseable {
    static final String DOVEADM_KEY = "sesame-for-acceptance";

    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    // Dovecot serves no mail as root; whoever is not root can only be themselves.
    private static final String MAIL_USER = ROOT ? "nobody" : System.getProperty("user.name");

    private final PeerFolder folder;
    private final int port;
    private final int clearPort;
    private final int pop3Port;
    private final int doveadmPort;
    private final Certificate certificate;
    private final Program program;

    private Dovecot(PeerFolder folder) {
        this.folder = folder;
        this.port = Ports.free();
        this.clearPort = Ports.free();
        this.pop3Port = Ports.free();
        this.doveadmPort = Ports.free();
        this.certificate = Certificate.in(folder.path());
        var file = folder.write("dovecot.conf", configuration());
        this.program = folder.start(List.of("/usr/sbin/dovecot", "-F", "-c", file.toString()), port);
    }

    /// Starts it with the shipped script and waits until it answers.
    public static Dovecot asking(VerifyPort verify) {
        var folder = PeerFolder.make();
        ship(folder, verify, "90-sallyport.conf");
        return new Dovecot(folder);
    }

    /// The same with a password file of its own for the users of another domain, which reports how sign-ins went.
    static Dovecot askingAndReporting(VerifyPort verify, String domain, String passwd) {
        var folder = PeerFolder.make();
        var asking = ship(folder, verify, "sallyport-passdb.conf");
        var reporting = folder.ship(
                "dovecot/2.3/95-sallyport-policy.conf",
                "95-sallyport-policy.conf",
                Map.of(
                        "http://127.0.0.1:8081/dovecot-policy",
                        verify.address().resolve("/dovecot-policy").toString(),
                        "THE TOKEN OF THIS DOVECOT",
                        verify.token()));
        folder.write("90-sallyport.conf", """
                passdb {
                  driver = passwd-file
                  args = username_format=%%u %s
                  username_filter = *@%s
                  result_failure = return-fail
                }
                !include %s
                !include %s
                """.formatted(folder.write("passwd", passwd), domain, asking, reporting));
        return new Dovecot(folder);
    }

    private static Path ship(PeerFolder folder, VerifyPort verify, String name) {
        var token = folder.write("sallyport.token", verify.token() + "\n");
        var script = folder.ship(
                "dovecot/2.3/sallyport.lua",
                "sallyport.lua",
                Map.of(
                        "http://127.0.0.1:8081/verify",
                        verify.address().toString(),
                        "/etc/dovecot/sallyport.token",
                        token.toString()));
        return folder.ship(
                "dovecot/2.3/90-sallyport.conf", name, Map.of("/etc/dovecot/sallyport.lua", script.toString()));
    }

    /// Starts it with binds over LDAP and waits until it answers.
    public static Dovecot asking(LdapPort ldap) {
        var folder = PeerFolder.make();
        // Dovecot looks at it as another user, who does not see into the demo's folder.
        var trusted = folder.open(ldap.certificate());
        var file = folder.fill("dovecot-ldap/dovecot-ldap.conf.ext", ldap.places(trusted));
        folder.write("90-sallyport.conf", """
                passdb {
                  driver = ldap
                  args = %s
                }
                """.formatted(file));
        return new Dovecot(folder);
    }

    int port() {
        return port;
    }

    /// Where a proxy on this machine speaks to it in clear.
    public int clearPort() {
        return clearPort;
    }

    /// The same for POP3.
    int pop3Port() {
        return pop3Port;
    }

    /// Where its doveadm HTTP API listens, for whoever has [#DOVEADM_KEY].
    int doveadmPort() {
        return doveadmPort;
    }

    /// The certificate to trust.
    Path certificate() {
        return certificate.chain();
    }

    /// Puts one message into somebody's inbox.
    public void deliver(String user, String subject) {
        try {
            var inbox = folder.file("mail/" + user);
            for (var part : List.of("cur", "new", "tmp")) {
                Files.createDirectories(inbox.resolve(part));
            }
            Files.writeString(
                    inbox.resolve("new").resolve(subject.replaceAll("\\W", "") + ".seeded"),
                    "From: Nikos <nikos@olive.example>\r\nTo: " + user + "\r\nSubject: " + subject
                            + "\r\nMessage-ID: <1@olive.example>\r\nDate: Sun, 22 Nov 2026 12:00:00 +0000\r\n\r\n"
                            + "The olives are ripe.\r\n");
            if (ROOT) {
                Program.run("chown", "-R", MAIL_USER, folder.file("mail").toString());
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
        return folder.said("dovecot.log");
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }

    private String mailGroup() {
        try {
            return ROOT
                    ? "nogroup"
                    : Files.readAttributes(folder.path(), PosixFileAttributes.class)
                            .group()
                            .getName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    private String configuration() {
        var me = everybodyIsMe();
        var group = mailGroup();
        return """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/dovecot.log
                instance_name = sallyport-acceptance
                protocols = imap pop3
                listen = 127.0.0.1
                ssl = yes
                disable_plaintext_auth = yes
                ssl_cert = <%1$s/fullchain.pem
                ssl_key = <%1$s/privkey.pem
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
                service pop3-login {
                  chroot =
                  inet_listener pop3 {
                    port = %8$d
                  }
                  inet_listener pop3s {
                    port = 0
                  }
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%5$s home=%1$s/mail/%%u
                }
                %4$s
                !include 90-sallyport.conf
                """.formatted(folder.path(), MAIL_USER, port, me, group, clearPort, doveadm(doveadmPort), pop3Port);
    }
}
