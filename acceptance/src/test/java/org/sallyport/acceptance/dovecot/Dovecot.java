package org.sallyport.acceptance.dovecot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HashMap;
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
    private static final String CONFIGURATION = "dovecot.conf";
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
        var places = Map.of(
                "USER", MAIL_USER,
                "GROUP", mailGroup(),
                "IMAP", clearPort,
                "IMAPS", port,
                "POP3", pop3Port,
                "DOVEADM", doveadmPort,
                "DOVEADM_KEY", DOVEADM_KEY);
        if (!ROOT) {
            folder.fill("dovecot/everybody-is-me.conf", places);
        }
        var file = folder.fill("dovecot/" + CONFIGURATION, places);
        this.program = folder.start(List.of("/usr/sbin/dovecot", "-F", "-c", file.toString()), port);
    }

    /// Starts it with the shipped script and waits until it answers.
    public static Dovecot asking(VerifyPort verify) {
        return asking(verify, Map.of());
    }

    /// The same with its cache on, against what the shipped file says.
    static Dovecot remembering(VerifyPort verify) {
        return asking(verify, Map.of("auth_cache_size = 0", "auth_cache_size = 10M"));
    }

    private static Dovecot asking(VerifyPort verify, Map<String, String> changed) {
        var folder = PeerFolder.make();
        ship(folder, verify, "90-sallyport.conf", changed);
        return new Dovecot(folder);
    }

    /// The same over https, where it trusts this certificate.
    static Dovecot trusting(VerifyPort verify, Path certificate) {
        var folder = PeerFolder.make();
        var trusted = folder.open(certificate);
        ship(
                folder,
                verify,
                "90-sallyport.conf",
                Map.of("#ssl_client_ca_file = /etc/ssl/certs/ca-certificates.crt", "ssl_client_ca_file = " + trusted));
        return new Dovecot(folder);
    }

    /// The same with a password file of its own for the users of another domain, which reports how sign-ins went.
    static Dovecot askingAndReporting(VerifyPort verify, String domain, String passwd) {
        var folder = PeerFolder.make();
        ship(folder, verify, "sallyport-passdb.conf", Map.of());
        folder.ship(
                "dovecot/2.3/95-sallyport-policy.conf",
                "95-sallyport-policy.conf",
                Map.of(
                        "http://127.0.0.1:8081/dovecot-policy",
                        verify.address().resolve("/dovecot-policy").toString(),
                        "THE TOKEN OF THIS DOVECOT",
                        verify.token()));
        folder.write("passwd", passwd);
        folder.fill("dovecot-others/90-sallyport.conf", Map.of("DOMAIN", domain));
        return new Dovecot(folder);
    }

    private static void ship(PeerFolder folder, VerifyPort verify, String name, Map<String, String> changed) {
        var token = folder.write("sallyport.token", verify.token() + "\n");
        var script = folder.ship(
                "dovecot/2.3/sallyport.lua",
                "sallyport.lua",
                Map.of(
                        "http://127.0.0.1:8081/verify",
                        verify.address().toString(),
                        "/etc/dovecot/sallyport.token",
                        token.toString()));
        var settings = new HashMap<>(changed);
        settings.put("/etc/dovecot/sallyport.lua", script.toString());
        folder.ship("dovecot/2.3/90-sallyport.conf", name, settings);
    }

    /// Starts it with binds over LDAP and waits until it answers.
    public static Dovecot asking(LdapPort ldap) {
        var folder = PeerFolder.make();
        // Dovecot looks at it as another user, who does not see into the demo's folder.
        var trusted = folder.open(ldap.certificate());
        folder.fill("dovecot-ldap/dovecot-ldap.conf.ext", ldap.places(trusted));
        folder.fill("dovecot-ldap/90-sallyport.conf", Map.of());
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

    /// Lets it forget what it knows of somebody's passwords.
    void flushCache(String user) {
        Program.run("doveadm", "-c", folder.file(CONFIGURATION).toString(), "auth", "cache", "flush", user);
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
}
