package org.sallyport.acceptance.ldap;

import java.nio.file.Files;
import java.util.List;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.Ran;

/// A private saslauthd that checks passwords over LDAP.
public record Saslauthd(PeerFolder folder, Program program) implements AutoCloseable {
    private static final String SOCKET = "mux";

    /// Starts it and waits until it answers.
    public static Saslauthd asking(LdapPort ldap) {
        var folder = PeerFolder.make();
        var file = folder.fill("saslauthd/saslauthd.conf", ldap.places(ldap.certificate()));
        // When it ends, it ends its whole process group, in which the test would be.
        var command = List.of(
                "setsid",
                "/usr/sbin/saslauthd",
                "-d",
                "-a",
                "ldap",
                "-O",
                file.toString(),
                "-m",
                folder.path().toString(),
                "-n",
                "2");
        return new Saslauthd(folder, folder.start(command, () -> Files.exists(folder.file(SOCKET))));
    }

    /// What `testsaslauthd` says: `OK "Success."` or `NO "authentication failed"`.
    public String ask(String user, String password) {
        var socket = folder.file(SOCKET).toString();
        return Ran.of(List.of("/usr/sbin/testsaslauthd", "-u", user, "-p", password, "-f", socket))
                .said();
    }

    String log() {
        return folder.said(PeerFolder.CONSOLE);
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
