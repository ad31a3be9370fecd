package org.sallyport.acceptance.submission;

import java.util.List;
import java.util.Map;
import org.sallyport.acceptance.harness.Certificate;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Ports;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.Ran;

/// A private chasquid on free ports, which takes mail for olive.example and throws it away.
///
/// @param smtp where mail comes in from elsewhere
/// @param submission where people send mail, after STARTTLS
public record Chasquid(PeerFolder folder, Certificate certificate, int smtp, int submission, Program program)
        implements AutoCloseable {
    // Where tools/test-programs.sh unpacks it.
    private static final String PROGRAM = "/opt/sallyport-test-programs/chasquid/usr/bin/chasquid";

    /// Starts it and waits until it answers.
    ///
    /// @param client the socket where it asks who has signed in
    /// @param userdb the socket where it asks who exists
    public static Chasquid asking(String client, String userdb) {
        var folder = PeerFolder.make();
        int smtp = Ports.free();
        int submission = Ports.free();
        folder.folder("data");
        folder.folder("domains/olive.example");
        var certificate = Certificate.in(folder.folder("certs/mx.olive.example"));
        folder.fill(
                "chasquid/chasquid.conf",
                Map.of("SMTP", smtp, "SUBMISSION", submission, "CLIENT", client, "USERDB", userdb));
        var command = List.of(PROGRAM, "-config_dir", folder.path().toString());
        return new Chasquid(folder, certificate, smtp, submission, folder.start(command, submission));
    }

    /// What curl hears when it sends a message to Nikos.
    public String send(String user, String password) {
        var command = List.of(
                "curl",
                "--silent",
                "--verbose",
                "--max-time",
                "30",
                "--ssl-reqd",
                "--cacert",
                certificate.chain().toString(),
                "--user",
                user + ":" + password,
                "--mail-from",
                user,
                "--mail-rcpt",
                "nikos@olive.example",
                "--upload-file",
                "-",
                "smtp://localhost:" + submission);
        return Ran.of(command, Map.of(), "Subject: Harvest\n\nThe olives are ripe.\n")
                .said();
    }

    /// What is said to mail from elsewhere for this address.
    public String recipient(String address) {
        return new SendingApps(smtp).recipient(address);
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
