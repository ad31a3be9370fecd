package org.sallyport.acceptance.ldap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sallyport.acceptance.harness.LdapPort;
import org.sallyport.acceptance.harness.PeerFolder;
import org.sallyport.acceptance.harness.Program;
import org.sallyport.acceptance.harness.Ran;

/// A private nslcd, and a service that signs people in by its PAM module. libfakechroot shows both an `/etc` and a
/// `/run`
/// of their own; the machine keeps its own.
record Nslcd(PeerFolder folder, Program program) implements AutoCloseable {
    // Where tools/test-programs.sh unpacks it.
    private static final Path UNPACKED = Path.of("/opt/sallyport-test-programs/nslcd");
    private static final String SERVICE = "stall";

    /// Starts it and waits until it takes questions.
    static Nslcd asking(LdapPort ldap) {
        var folder = PeerFolder.make();
        folder.folder("root/var/run/nslcd");
        var etc = new PeerFolder(folder.folder("root/etc"));
        var file = etc.fill("nslcd/nslcd.conf", ldap.places(folder.open(ldap.certificate())));
        Program.run("chmod", "600", file.toString());
        new PeerFolder(folder.folder("root/etc/pam.d"))
                .fill("nslcd/" + SERVICE, Map.of("PAM_LDAP", module().toString()));
        var command = new ArrayList<>(List.of("env"));
        command.addAll(elsewhere(folder).entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.toList()));
        command.addAll(List.of(UNPACKED.resolve("usr/sbin/nslcd").toString(), "-d"));
        var program =
                folder.start(command, () -> folder.said(PeerFolder.CONSOLE).contains("accepting connections"));
        return new Nslcd(folder, program);
    }

    /// What `pamtester` says when somebody signs in: whether they may, and whether they have an account.
    String signIn(String user, String password) {
        var command = List.of("pamtester", SERVICE, user, "authenticate", "acct_mgmt");
        return Ran.of(command, elsewhere(folder), password + "\n").said();
    }

    String log() {
        return folder.said(PeerFolder.CONSOLE);
    }

    private static Map<String, String> elsewhere(PeerFolder folder) {
        return Map.of(
                "LD_PRELOAD",
                "libfakechroot.so",
                "FAKECHROOT_BASE",
                folder.file("root").toString(),
                "FAKECHROOT_EXCLUDE_PATH",
                folder.path() + ":/usr:/lib:/lib64:/opt:/proc:/dev:/sys");
    }

    private static Path module() {
        try (var found = Files.find(UNPACKED, 5, (file, _) -> file.endsWith("pam_ldap.so"))) {
            return found.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        program.close();
        folder.close();
    }
}
