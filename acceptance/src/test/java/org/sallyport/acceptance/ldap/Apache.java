package org.sallyport.acceptance.ldap;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;

/// A private Apache on a free port, whose pages ask for a name and a password and check them over LDAP.
final class Apache implements AutoCloseable {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final int port;
    private final Program program;

    private Apache(Path folder, int port, Program program) {
        this.folder = folder;
        this.port = port;
        this.program = program;
    }

    /// Starts it and waits until it answers.
    static Apache asking(LdapPort ldap) {
        try {
            var folder = Files.createTempDirectory(
                    "sallyport-apache-",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            int port = Ports.free();
            Files.createDirectories(folder.resolve("www/staff"));
            Files.writeString(folder.resolve("www/olives"), "olives");
            Files.writeString(folder.resolve("www/staff/harvest"), "harvest");
            var certificate = Files.copy(ldap.certificate(), folder.resolve("certificate.pem"));
            Files.setPosixFilePermissions(certificate, PosixFilePermissions.fromString("rw-r--r--"));
            var configuration = ldap.configure("apache/httpd.conf")
                    .replace(ldap.certificate().toString(), certificate.toString())
                    .replace("@FOLDER@", folder.toString())
                    .replace("@PORT@", Integer.toString(port))
                    .replace("@USER@", ROOT ? "www-data" : System.getProperty("user.name"))
                    .replace("@GROUP@", ROOT ? "www-data" : "#-1");
            Files.writeString(folder.resolve("httpd.conf"), configuration);
            var program = Program.start(
                    List.of(
                            "/usr/sbin/apache2",
                            "-f",
                            folder.resolve("httpd.conf").toString(),
                            "-DFOREGROUND"),
                    folder.resolve("console.log"));
            var apache = new Apache(folder, port, program);
            await("Apache to answer")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !program.isAlive() || answers(port));
            if (!program.isAlive()) {
                throw new IllegalStateException("Apache ended at its start:\n" + program.said() + apache.log());
            }
            return apache;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The status for a page, asked for with Basic.
    int get(String path, String user, String password) {
        var ending = Program.finish(
                Map.of(),
                List.of(
                        "curl",
                        "--silent",
                        "--max-time",
                        "30",
                        "--output",
                        "/dev/null",
                        "--write-out",
                        "%{http_code}",
                        "--user",
                        user + ":" + password,
                        "http://127.0.0.1:" + port + path));
        return Integer.parseInt(ending.said());
    }

    String log() {
        try {
            var file = folder.resolve("error.log");
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
}
